export {
  type ChartImage,
  type ChartPoint,
  type MonitoringChart,
  renderMonitoringChart,
} from './monitoring-chart.js';
