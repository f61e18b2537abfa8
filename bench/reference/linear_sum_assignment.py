"""One task a member, by SciPy: reads a dense score matrix of float64 and assigns it.

usage: linear_sum_assignment.py MATRIX ROWS COLUMNS

Prints {"seconds": time of assigning alone, "value": sum of the scores}.
"""

import json
import sys
import time

import numpy as np
from scipy.optimize import linear_sum_assignment

path, rows, columns = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
scores = np.fromfile(path).reshape(rows, columns)
started = time.perf_counter()
row, column = linear_sum_assignment(scores, maximize=True)
seconds = time.perf_counter() - started
json.dump({"seconds": seconds, "value": float(scores[row, column].sum())}, sys.stdout)
