# Says every few milliseconds that it runs: process id and CLOCK_MONOTONIC in microseconds, a line each.
# The clock is one for all nodes of a laboratory.
use strict;
use warnings;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

my ($file) = @ARGV;
open(my $out, '>>', $file) or die "cannot append to $file: $!";
while (1) {
    syswrite($out, sprintf("%d %.0f\n", $$, clock_gettime(CLOCK_MONOTONIC) * 1e6)) or die "cannot write: $!";
    select(undef, undef, undef, 0.003);
}
