# Stands between a host's answers and whoever asked. Arguments: out|err. /usr/local/lib/hostile/lie holds: MODE SEED CANARY
# MODE field: now and then a field, a word, a line or a number is replaced, doubled or left out. MODE every: each text carries escape sequences.
use strict;
use warnings;
use MIME::Base64;

my $stream = shift;
open my $told, '<', '/usr/local/lib/hostile/lie' or die;
my ($mode, $seed, $canary) = split ' ', scalar <$told>;
close $told;
srand($seed + ($stream eq 'err' ? 1000 : 0));
my @evil = ("\e]0;owned\a\e[2J", "\xc2\x9b31m", "\xe2\x80\xaegnp", "$canary/x", "../" x 12 . $canary, "..", "", "\0", "a\nb\n",
    "\xff\xfe\x80", "99999999999999999999999", "-1", "1e9", "x" x 70000, "-rf /", "\$(touch $canary)", "%s%n", "\r");
my @plain = ("-1", "99999999999999999999", "0", "1", "65536", "", "\e[2J", "none", "../../$canary", "deadbeef" x 8);
my $rate = 0.02;
my $raw = 0;
my $rest = '';
binmode STDIN;
binmode STDOUT;

sub any { my $list = \@_; return $list->[int rand @$list] }

sub told {
    my ($word) = @_;
    my $text = $word =~ m{^[A-Za-z0-9+/]{4,}={0,2}$} && length($word) % 4 == 0 ? decode_base64($word) : undef;
    if ($mode eq 'every') {
        return $word if !defined $text || $text !~ /^[\x09\x0a\x20-\x7e]+$/ || $text =~ m{^(/|[0-9.]+\s*$)};
        return encode_base64("$text\e[31m\xc2\x9b\xe2\x80\xae", '');
    }
    return $word if rand() > $rate;
    return defined $text || $word eq '' ? encode_base64(any(@evil), '') : any(@plain);
}

sub line {
    my ($line) = @_;
    if ($line =~ /^[0-9A-Za-z]{8,} (hello|begin|end|user)/) {
        return $line . ($1 eq 'begin' && $stream eq 'err' ? "\e[2J\xc2\x9b\xe2\x80\xae owned\a\n" : '');
    }
    return $line if $line =~ /^bulwarden-|^end$/ && rand() > 0.01;
    if ($mode eq 'field') {
        my $turn = rand();
        return '' if $turn < $rate / 4;
        return $line x 2 if $turn < $rate / 2;
        return any(@evil) . "\n" if $turn < $rate * 0.6;
    }
    $rate = $line =~ /^(lease|transaction|manifest|state) |^\S+ (applied|none|restored-\S*) \d+ / ? 0.2 : 0.02;
    chomp(my $body = $line);
    return join(' ', map { told($_) } split / /, $body, -1) . "\n";
}

while (sysread STDIN, my $bytes, 65536) {
    if ($raw) {
        syswrite STDOUT, $bytes;
        next;
    }
    $rest .= $bytes;
    while ($rest =~ s/^(.*?\n)//s) {
        my $line = $1;
        if ($line =~ /^SSH-2\.0-/) {
            $raw = 1;
            syswrite STDOUT, $line . $rest;
            $rest = '';
            last;
        }
        syswrite STDOUT, line($line);
    }
}
syswrite STDOUT, $rest;
