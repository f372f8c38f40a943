# Probes http://ADDRESS:PORT/ every INTERVAL ms with a new connection each time; a probe that hangs delays
# no other. Prints per probe: CLOCK_MONOTONIC of its end in microseconds, "ok" or "fail", and the first line
# of the body or the reason. Needs nothing beyond perl-base. Ends when its standard input does.
use strict;
use warnings;
use Errno qw(EINPROGRESS EINTR EAGAIN);
use Fcntl;
use POSIX ();
use Socket;

my ($address, $port, $interval, $limit) = @ARGV;    # ms, ms
my $ipv6 = index($address, ':') >= 0;
my $family = $ipv6 ? AF_INET6 : AF_INET;
my $packed = Socket::inet_pton($family, $address) or die "not an address: $address\n";
my $target = $ipv6 ? Socket::pack_sockaddr_in6($port, $packed) : pack_sockaddr_in($port, $packed);
my $request = "GET / HTTP/1.0\r\nHost: lab\r\nConnection: close\r\n\r\n";

my $hires = eval { require Time::HiRes; Time::HiRes::clock_gettime(1) > 0 };
my $call = (POSIX::uname())[4] =~ /^(?:aarch64|riscv64)/ ? 113 : 228;

sub now {    # seconds
    return Time::HiRes::clock_gettime(1) if $hires;
    my $time = pack('q2', 0, 0);
    syscall($call, 1, $time) == 0 or die "clock_gettime: $!\n";
    my ($seconds, $nanos) = unpack('q2', $time);
    return $seconds + $nanos / 1e9;
}

$| = 1;
my %probes;    # file number => [socket, deadline, sent, answer]

sub finish {
    my ($fd, $word, $text) = @_;
    close $probes{$fd}[0];
    delete $probes{$fd};
    $text =~ s/[\r\n].*//s;
    printf "%d %s %s\n", now() * 1e6, $word, $text;
}

sub begin {
    socket(my $socket, $family, SOCK_STREAM, 0) or die "socket: $!\n";
    fcntl($socket, F_SETFL, O_NONBLOCK);
    $probes{fileno $socket} = [$socket, now() + $limit / 1000, 0, ''];
    if (!connect($socket, $target) && $! != EINPROGRESS) { finish(fileno $socket, 'fail', "$!"); }
}

sub send_request {
    my ($fd) = @_;
    my $error = unpack('i', getsockopt($probes{$fd}[0], SOL_SOCKET, SO_ERROR));
    if ($error) { $! = $error; return finish($fd, 'fail', "$!"); }
    defined(syswrite $probes{$fd}[0], $request) or return finish($fd, 'fail', "$!");
    $probes{$fd}[2] = 1;
}

sub read_answer {
    my ($fd) = @_;
    my $got = sysread $probes{$fd}[0], $probes{$fd}[3], 4096, length $probes{$fd}[3];
    return if !defined $got && ($! == EAGAIN || $! == EINTR);
    return finish($fd, 'fail', "$!") if !defined $got;
    my $good = $probes{$fd}[3] =~ m{^HTTP/1\.[01] 200 };
    if ($probes{$fd}[3] =~ /\r?\n\r?\n([^\n]*)(\n?)/ && ($2 ne '' || $got == 0)) {
        finish($fd, $good ? 'ok' : 'fail', $1);
    }
    elsif ($got == 0 || length $probes{$fd}[3] > 65536) { finish($fd, 'fail', 'no HTTP answer'); }
}

my $next = now();
while (1) {
    my $now = now();
    if ($now >= $next) {
        begin();
        $next += $interval / 1000;
        $next = $now + $interval / 1000 if $next < $now;    # after a pause: no burst
    }
    for my $fd (keys %probes) { finish($fd, 'fail', 'no answer in time') if $now > $probes{$fd}[1]; }

    my ($readable, $writable) = ('', '');
    vec($readable, 0, 1) = 1;
    for my $fd (keys %probes) {
        if ($probes{$fd}[2]) { vec($readable, $fd, 1) = 1 }
        else { vec($writable, $fd, 1) = 1 }
    }
    my $wait = $next - now();
    my $found = select($readable, $writable, undef, $wait > 0 ? $wait : 0);
    next if $found <= 0;
    if (vec($readable, 0, 1)) { exit 0 if !sysread STDIN, my $ignored, 64; }
    for my $fd (keys %probes) {
        if (vec($writable, $fd, 1)) { send_request($fd) }
        elsif (vec($readable, $fd, 1)) { read_answer($fd) }
    }
}
