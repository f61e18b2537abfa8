/** `fault`: the bot cannot do its work. `warning`: it can, but somebody should look. */
export interface Finding {
  readonly check: string;
  readonly state: 'ok' | 'warning' | 'fault';
  readonly detail: string;
}
