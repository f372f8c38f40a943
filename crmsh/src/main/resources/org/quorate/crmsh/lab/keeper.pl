# Runs a program for a JVM and answers for all its offspring: LOG PROGRAM ARGUMENTS...
# Says "exit N" when the program ends, stays while orphans of it live, and kills them all (SIGKILL) when its
# standard input ends, which happens at the latest when the JVM does.
use strict;
use warnings;
use POSIX ();

my ($log, @words) = @ARGV;
my $prctl = (POSIX::uname())[4] =~ /^(?:aarch64|riscv64)/ ? 167 : 157;
syscall($prctl, 36, 1, 0, 0, 0) == 0 or die "prctl: $!\n";    # PR_SET_CHILD_SUBREAPER: orphans come to us
$| = 1;
$SIG{CHLD} = sub { };                                         # only to interrupt select
my $main = fork;
defined $main or die "fork: $!\n";
if ($main == 0) {
    open STDIN, '<', '/dev/null';
    open STDOUT, '>>', $log or die "$log: $!\n";
    open STDERR, '>&', \*STDOUT;
    exec { $words[0] } @words or POSIX::_exit(127);
}

sub offspring {    # all descendants of this process
    my %parent;
    for my $stat (glob '/proc/[0-9]*/stat') {
        open my $file, '<', $stat or next;
        my $line = <$file>;
        defined $line && $line =~ /^(\d+) \(.*\) \S (\d+)/s and $parent{$1} = $2;
    }
    my %found = ($$ => 1);
    my $before = 0;
    while ($before != keys %found) {
        $before = keys %found;
        $found{$parent{$_}} and $found{$_} = 1 for keys %parent;
    }
    delete $found{$$};
    return keys %found;
}

while (1) {
    my $ended;
    while (($ended = waitpid(-1, POSIX::WNOHANG())) > 0) {
        next if $ended != $main;
        print 'exit ', $? & 127 ? 128 + ($? & 127) : $? >> 8, "\n";
    }
    exit 0 if $ended < 0;
    my $readable = '';
    vec($readable, 0, 1) = 1;
    next if select($readable, undef, undef, 0.2) <= 0;
    next if sysread STDIN, my $ignored, 64;
    while (my @left = offspring()) {
        kill 'KILL', @left;
        select undef, undef, undef, 0.002;
        1 while waitpid(-1, POSIX::WNOHANG()) > 0;
    }
    exit 0;
}
