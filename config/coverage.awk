# Branches taken by tests, per package, from jacoco.csv of one or more modules; the packages that decide.
BEGIN {
    FS = ","
    split("controller node state transition scheduler membership membership.lease", wanted, " ")
}

FNR > 1 {
    package = $2
    sub(/^org\.quorate\./, "", package)
    if (package ~ /^scheduler/) package = "scheduler"
    missed[package] += $6
    taken[package] += $7
}

END {
    print "| package | branches | taken | share |"
    print "|---|---|---|---|"
    for (i = 1; i in wanted; i++) {
        package = wanted[i]
        all = missed[package] + taken[package]
        if (all > 0) printf "| `%s` | %d | %d | %.1f %% |\n", package, all, taken[package], 100 * taken[package] / all
    }
}
