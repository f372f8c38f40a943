# Carries frames between two interfaces, each held for some milliseconds, some of a hundred lost.
# usage: delay.pl MILLISECONDS PERCENT ONE OTHER PID-FILE
use strict;
use warnings;
use Socket;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);
use constant {
    AF_PACKET => 17, ETH_P_ALL => 3, SOL_PACKET => 263, PACKET_VNET_HDR => 15, SIOCGIFINDEX => 0x8933,
    PACKET_OUTGOING => 4, LONGEST => 70_000, BUFFER => 4_000_000,
};

my ($millis, $percent, @names) = @ARGV;
my $pid_file = pop @names;
my @ends = map { end_at($_) } @names;
my @held = ([], []);
open(my $file, '>', $pid_file) or die "$pid_file: $!";
print $file "$$\n";
close $file;

while (1) {
    my $wanted = '';
    vec($wanted, fileno($_), 1) = 1 for @ends;
    select($wanted, undef, undef, wait_time());
    for my $side (0, 1) {
        take_in($side);
        let_go($side);
    }
}

# With the kernel's own header before each frame: what it left to a network card stays left to one.
sub end_at {
    my ($name) = @_;
    socket(my $end, AF_PACKET, SOCK_RAW, 0) or die "a packet socket: $!";
    setsockopt($end, SOL_PACKET, PACKET_VNET_HDR, pack('i', 1)) or die "packet headers: $!";
    setsockopt($end, SOL_SOCKET, SO_RCVBUF, BUFFER) or die "a buffer: $!";
    my $request = pack('a16 i x12', $name, 0);
    ioctl($end, SIOCGIFINDEX, $request) or die "$name: $!";
    my $index = unpack('x16 i', $request);
    bind($end, pack('S n i S C C a8', AF_PACKET, ETH_P_ALL, $index, 0, 0, 0, '')) or die "$name: $!";
    return $end;
}

sub now { return clock_gettime(CLOCK_MONOTONIC) }

sub wait_time {
    my @due = map { $_->[0][0] } grep { @$_ } @held;
    my $next = @due == 2 && $due[1] < $due[0] ? $due[1] : $due[0];
    return undef if !defined $next;
    my $left = $next - now();
    return $left > 0 ? $left : 0;
}

sub take_in {
    my ($side) = @_;
    while (defined(my $from = recv($ends[$side], my $frame, LONGEST, MSG_DONTWAIT))) {
        next if unpack('x10 C', $from) == PACKET_OUTGOING || rand(100) < $percent;
        push @{ $held[$side] }, [now() + $millis / 1000, $frame];
    }
}

# What cannot be sent, as on a link that is down, is lost.
sub let_go {
    my ($side) = @_;
    my $queue = $held[$side];
    send($ends[1 - $side], (shift @$queue)->[1], MSG_DONTWAIT) while @$queue && $queue->[0][0] <= now();
}
