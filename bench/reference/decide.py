"""The decision rule as an analyst would write it with pandas and SciPy.

usage: decide.py READINGS.csv TASKS.csv

READINGS.csv has the columns task, t, y; TASKS.csv has task, baseline, baseline_n, baseline_sd,
direction, target_type, target_value, cadence, expected_buckets, last_bucket (empty where unknown).
Prints {"seconds": time of deciding alone, "results": [one object a task, in the order of TASKS.csv]}.
"""

import json
import sys
import time

import numpy as np
import pandas as pd
from scipy import stats

CLOSE, INTERVENE, EXTEND, HARM, TAU = 0.9, 0.9, 0.8, 0.25, 2.0
MIN_ACT, MIN_ANY, COVERAGE, CAP = 5, 3, 0.5, 0.99


def weekday_effect(t, r):
    """Centred median residual of each weekday, or None when an F test finds none."""
    weekday = pd.Series(t % 7)
    grouped = pd.Series(r).groupby(weekday)
    medians = grouped.median().where(grouped.count() >= 2, 0.0)
    effect = weekday.map(medians).to_numpy()
    limit = 4 * 1.4826 * np.median(np.abs(r))
    ss0 = np.sum(np.clip(r, -limit, limit) ** 2)
    ss1 = np.sum(np.clip(r - effect, -limit, limit) ** 2)
    if ss0 <= ss1:
        return None
    dof = len(r) - 8
    p = 0.0 if ss1 == 0 else stats.f.sf((ss0 - ss1) / 6 / (ss1 / dof), 6, dof)
    return effect - effect.mean() if p < 0.01 else None


def outliers(r):
    deviation = np.abs(r - np.median(r))
    scale = 1.4826 * np.median(deviation)
    if scale == 0:
        scale = 1.2533 * deviation.mean()
    flagged = deviation > 4 * scale
    return flagged if flagged.sum() <= max(1, int(0.1 * len(r))) else np.zeros(len(r), bool)


def rss_of_first_pieces(t, y):
    """Residual sum of squares of the line through the first k points, for every k."""
    k = np.arange(1, len(t) + 1)
    st, sy = np.cumsum(t), np.cumsum(y)
    sxx = np.cumsum(t * t) - st * st / k
    sxy = np.cumsum(t * y) - st * sy / k
    syy = np.cumsum(y * y) - sy * sy / k
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.maximum(syy - sxy * sxy / sxx, 0)


def fit_residuals(t, y, readings):
    """Residuals, number of parameters, slope and Sxx of the last piece, break."""
    n = len(y)
    if readings < 6:
        return y - y.mean(), 1, 0.0, np.nan, 0
    split = 0
    if readings >= 14:
        shortest = max(4, n // 6)
        tc, yc = t - t.mean(), y - y.mean()
        left = rss_of_first_pieces(tc, yc)
        right = rss_of_first_pieces(tc[::-1], yc[::-1])
        breaks = np.arange(shortest, n - shortest + 1)
        total = left[breaks - 1] + right[n - breaks - 1]
        split = int(breaks[np.flatnonzero(total <= total.min() + 1e-10 * (yc @ yc))[0]])
    residuals, slope, sxx = [], 0.0, np.nan
    for piece in (slice(0, split), slice(split, n)):
        if piece.start == piece.stop:
            continue
        line = stats.linregress(t[piece], y[piece])
        residuals.append(y[piece] - line.intercept - line.slope * t[piece])
        slope, sxx = line.slope, np.sum((t[piece] - t[piece].mean()) ** 2)
    return np.concatenate(residuals), 5 if split else 2, slope, sxx, split


def inflation(k, rho):
    j = np.arange(1, k)
    return 1 + 2 * np.sum((1 - j / k) * rho**j)


def decide(task, readings):
    readings = readings[np.isfinite(readings["y"])]
    readings = readings.drop_duplicates("t", keep="last").sort_values("t")
    t = readings["t"].to_numpy(float)
    n = len(t)

    def review(reason):
        return {"decision": "review", "reason": reason, "n": n}

    base = task.baseline
    if not np.isfinite(base):
        return review("no-baseline")
    if task.target_type == "percent" and abs(base) < 1e-9:
        return review("zero-baseline-percent-target")
    goal = abs(base) * task.target_value / 100 if task.target_type == "percent" else task.target_value
    if not goal > 0:
        return review("no-target")
    if n < MIN_ANY:
        return review("too-few-points")
    sign = 1 if task.direction == "higher" else -1
    y = sign * (readings["y"].to_numpy(float) - base)
    margin = HARM * goal

    slope, intercept, *_ = stats.theilslopes(y, t)
    intercept = np.median(y - slope * t)
    r = y - intercept - slope * t

    extra = 0
    weekday = None
    if task.cadence == "daily" and n >= 21:
        weekday = weekday_effect(t, r)
        if weekday is not None:
            y, r, extra = y - weekday, r - weekday, 6

    kept = ~outliers(r) if n >= 5 else np.ones(n, bool)
    tk, yk = t[kept], y[kept]
    m = len(yk)

    if task.cadence == "daily" and n >= 14:
        window = 14 if n >= 42 else 7
    else:
        window = min(n, max(3, int(n / 3 + 0.5)))
    recent = yk[tk > t[-1] - window]
    if len(recent) == 0:
        recent = yk[tk > tk[-1] - window]
    level = recent.mean()

    e, p, last_slope, sxx, split = fit_residuals(tk, yk, n)
    p += extra
    rho = 0.3
    if n >= 8:
        sse = e @ e
        neighbours = np.zeros(n)
        neighbours[kept] = e
        r1 = (neighbours[1:] @ neighbours[:-1]) / sse if sse > 0 else 0.0
        rc = r1 + p * (1 + 2 * np.clip(r1, 0, 0.9)) / n
        rho = np.clip((n * rc + 20 * 0.4) / (n + 20), 0, 0.9)
    vm, vw = inflation(m, rho), inflation(len(recent), rho)
    s2 = max((e @ e) / max(m - p * vm, 0.3 * max(m - p, 1)), (0.05 * goal) ** 2)
    se2 = s2 * vw / len(recent)
    df = max(max(m - p, 1) / vm, 1)
    noise_df = df

    nb, sb = task.baseline_n, task.baseline_sd
    if nb >= 3 and np.isfinite(sb):
        vb = sb**2 / nb
        df = (se2 + vb) ** 2 / (se2**2 / df + vb**2 / (nb - 1))
        se2 += vb
    elif nb >= 1:
        se2 += s2 / nb
    se = np.sqrt(se2)

    k = (TAU * goal) ** 2 / ((TAU * goal) ** 2 + se2)
    centre, spread = k * level, se * np.sqrt(k)
    p_met, p_any, p_worse = stats.t.cdf(
        np.array([centre - goal, centre - margin, -margin - centre]) / spread, df
    )
    p_same = max(1 - p_any - p_worse, 0)

    if p_met >= CLOSE and n >= MIN_ACT:
        decision = reason = "close"
    elif p_worse >= INTERVENE and n >= MIN_ACT:
        decision = reason = "intervene"
    elif p_any >= EXTEND:
        decision = reason = "extend"
    else:
        decision, reason = "review", "no-real-change" if p_same >= 0.8 else "too-uncertain"

    confidence = {"close": p_met, "intervene": p_worse, "extend": p_any}.get(
        decision, max(p_met, p_any - p_met, p_same, p_worse)
    )
    confidence = min(confidence, CAP)

    trend_p = None
    if n >= 8:
        se_slope = np.sqrt(s2 * (1 + rho) / (1 - rho) / sxx)
        trend_p = stats.t.sf(abs(last_slope) / se_slope, noise_df)
        ahead = level + last_slope * (t[-1] - t[0]) / 2
        if trend_p < 0.003:
            if last_slope < 0 and (
                (decision == "close" and ahead < goal) or (decision == "extend" and ahead < 0)
            ):
                decision, reason, confidence = "review", "reversing", None
            elif last_slope > 0 and decision == "intervene" and ahead > 0:
                decision, reason, confidence = "review", "recovering", None
    if decision in ("close", "intervene") and np.isfinite(task.expected_buckets):
        if task.last_bucket - t[-1] > max(2, 0.2 * task.expected_buckets):
            decision, reason, confidence = "review", "stale", None
        elif n < COVERAGE * task.expected_buckets:
            decision, reason, confidence = "review", "low-coverage", None

    return {
        "decision": decision,
        "reason": reason,
        "n": n,
        "confidence": confidence,
        "pMet": p_met,
        "pImprovedOnly": p_any - p_met,
        "pSame": p_same,
        "pWorse": p_worse,
        "level": base + sign * level,
        "improvement": level,
        "se": se,
        "df": df,
        "rho": rho,
        "window": window,
        "used": m,
        "excluded": n - m,
        "weekday": weekday is not None,
        "trendPerStep": last_slope,
        "trendP": trend_p,
        "splitAt": split,
    }


def main(readings_path, tasks_path):
    readings = pd.read_csv(readings_path)
    tasks = pd.read_csv(tasks_path)
    started = time.perf_counter()
    by_task = dict(tuple(readings.groupby("task")))
    none = readings.iloc[:0]
    results = [decide(task, by_task.get(task.task, none)) for task in tasks.itertuples()]
    seconds = time.perf_counter() - started
    json.dump({"seconds": seconds, "results": results}, sys.stdout, default=float)


if __name__ == "__main__":
    main(*sys.argv[1:])
