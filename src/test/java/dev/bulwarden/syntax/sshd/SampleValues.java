package dev.bulwarden.syntax.sshd;

import java.util.List;
import java.util.Map;

/** Values to try for a keyword, good ones and bad ones, as they stand on a line. */
final class SampleValues {
    private static final List<String> KEYS = List.of("ssh-ed25519", "rsa-sha2-512,rsa-sha2-256", "+ssh-ed25519",
            "-ssh-ed25519",
            "^rsa-sha2-256,ecdsa-sha2-nistp256", "-*cert*", "-nothing", ",ssh-ed25519,,x",
            "ecdsa-sha2-nistp256,ssh-ed25519,ecdsa-sha2-nistp256");
    private static final Map<String, List<String>> GOOD = Map.ofEntries(
            Map.entry("HostKey",
                    List.of("/etc/ssh/ssh_host_ed25519_key", "/etc/ssh/ssh_host_ecdsa_key",
                            "/etc/ssh/ssh_host_rsa_key")),
            Map.entry("HostCertificate", List.of("/etc/ssh/ssh_host_ed25519_key-cert.pub")),
            Map.entry("SshdSessionPath", List.of("/usr/lib/openssh/sshd-session")),
            Map.entry("SshdAuthPath", List.of("/usr/lib/openssh/sshd-auth")),
            Map.entry("HostKeyAgent", List.of("none")),
            Map.entry("RequiredRSASize", List.of("1024", "2048", "3072")),
            Map.entry("AuthorizedKeysCommandUser", List.of("nobody", "daemon")),
            Map.entry("AuthorizedPrincipalsCommandUser", List.of("nobody", "daemon")),
            Map.entry("Ciphers",
                    List.of("aes256-ctr", "aes128-ctr,aes256-ctr", "+aes128-cbc", "-aes*", "-*", "^aes256-ctr", "-foo",
                            "+aes128-ctr,aes192-cbc")),
            Map.entry("MACs", List.of("hmac-sha2-256", "-hmac-sha1*", "^hmac-sha2-512", "+hmac-md5",
                    "umac-128-etm@openssh.com,hmac-sha2-512")),
            Map.entry("KexAlgorithms", List.of("curve25519-sha256", "-ecdh-*", "+diffie-hellman-group1-sha1",
                    "^ecdh-sha2-nistp521,curve25519-sha256")),
            Map.entry("CASignatureAlgorithms", List.of("ssh-ed25519", "-ecdsa-*", "^rsa-sha2-512", "+ssh-rsa")),
            Map.entry("Subsystem",
                    List.of("sftp internal-sftp", "sftp /usr/lib/openssh/sftp-server -l INFO", "x /bin/true  a\tb")),
            Map.entry("PermitListen", List.of("8080", "*:22 localhost:8080", "[::1]:22", "any", "none", "127.0.0.1:*")),
            Map.entry("PermitOpen", List.of("localhost:22", "10.0.0.1:80 [::1]:*", "any", "none", "*:443")));
    private static final Map<String, List<String>> BAD = Map.ofEntries(
            Map.entry("PermitListen", List.of("host:", "host:x", "host:0")),
            Map.entry("PermitOpen", List.of("8080", "host:99999", "a:0")));

    private SampleValues() {}

    static List<String> good(Keyword keyword) {
        return GOOD.getOrDefault(keyword.name(), shaped(keyword));
    }

    private static List<String> shaped(Keyword keyword) {
        return switch (keyword.shape()) {
            case Shape.One one -> one(keyword, one);
            case Shape.Whole.COMMAND -> List.of("/bin/keys %u", "/bin/keys \"a b\" # c", "none", "None");
            case Shape.Whole.LINE -> List.of("internal-sftp", "none", "/bin/sh -c \"echo  a\"", "a\tb # c");
            case Shape.Whole.ADDENDUM -> List.of("none", "NONE", "Two Words", "a # b");
            case Shape.Many many -> many(many);
            case Shape.Compound compound -> compound(compound);
            case Shape.Structure _ -> List.of("yes", "1 2 3");
        };
    }

    private static List<String> one(Keyword keyword, Shape.One shape) {
        return switch (shape) {
            case FLAG -> List.of("yes", "no", "YES", "No");
            case CHOICE -> keyword.choices().stream().filter(c -> !c.contains(">="))
                    .flatMap(c -> List.of(c.split("=")[0], c.split("=")[0].toUpperCase(
                            java.util.Locale.ROOT)).stream())
                    .toList();
            case EXACT -> keyword.choices();
            case NUMBER -> List.of("0", "3", "07", "+5", "2147483647");
            case TIME -> List.of("0", "45", "2m", "1h30m", "1M", "3D2w");
            case UNUSED -> List.of("none", "0", "5m");
            case WORD -> List.of("abc", "/a/b", "none");
            case PATH, AGENT -> List.of("/a/b", "none", "None", "~/x", "rel/x", "/a//b/../c");
            case HOME -> List.of("/a/b", ".ssh/p", "~/x", "none");
            case PROVIDER -> List.of("internal", "Internal");
            case ALGORITHMS -> KEYS;
            case GSS -> List.of("gss-group14-sha256-", "gss-group16-sha512-,gss-curve25519-sha256-");
            case USERENVIRONMENT -> List.of("yes", "no", "No", "LANG,LC_*");
            case LIMIT -> List.of("none", "5", "0");
            case NETBLOCK -> List.of("24", "24:64", "0:0", "32:128");
            case MASK -> List.of("0177", "177", "0", "022", "0777");
            case ADDRESSES -> List.of("10.0.0.0/8", "192.0.2.1,!192.0.2.2", "2001:db8::/32");
            case PORT -> List.of("22", "2222", "65535");
            case STARTUPS -> List.of("10", "5:30:60", "1:100:1", "10x");
            case SOCKETPATH -> List.of("none", "user:.ssh/agent", "user:/run/%u");
        };
    }

    private static List<String> many(Shape.Many shape) {
        return switch (shape) {
            case USERS -> List.of("root", "root mgr", "root@192.0.2.0/24 *", "a,b", "!x", "DOM\\\\user", "a=b");
            case GROUPS -> List.of("root", "adm wheel", "a,b");
            case ENVIRONMENT -> List.of("LANG", "LANG LC_*", "X?");
            case SETTINGS -> List.of("A=1", "A=1 B=2", "A=1 A=2", "\"A=b c\"");
            case METHODS ->
                List.of("publickey", "publickey,password", "publickey,keyboard-interactive:pam password", "any",
                        "none");
            case KEYFILES -> List.of("none", ".ssh/authorized_keys", "/etc/ak/%u .ssh/authorized_keys", "~/k");
            case PATTERNS -> List.of("kex.c:*:1000", "*:kex_exchange_identification():*,packet.c:*", "a b");
            case CHANNELS -> List.of("none", "session=5m", "session=5m x11-connection=1h", "*=0");
            case KEYOPTIONS -> List.of("none", "touch-required", "verify-required touch-required", "Touch-Required");
            case PORTS -> List.of("any");
            case KEYLISTS -> List.of("/a/b", "none", "~/x", "rel/x");
        };
    }

    private static List<String> compound(Shape.Compound shape) {
        return switch (shape) {
            case QOS -> List.of("af21 cs1", "none", "EF", "cs0 af11", "lowdelay throughput", "46 0", "184");
            case REKEY -> List.of("1G 1h", "default none", "512M", "16 1m", "default", "1g 30", "1.5G");
            case LISTEN -> List.of("0.0.0.0", "127.0.0.1:2222", "::", "[::1]:22", "192.0.2.1", "2001:DB8:0:0::1");
            case PENALTIES ->
                List.of("no", "yes", "authfail:10s", "crash:1m noauth:2 max:5m", "overflow:deny-all", "min:1h30m",
                        "max-sources4:10");
            case SUBSYSTEM -> List.of("sftp internal-sftp");
        };
    }

    static List<String> bad(Keyword keyword) {
        return BAD.getOrDefault(keyword.name(), switch (keyword.shape()) {
            case Shape.One one -> switch (one) {
                case FLAG, CHOICE, EXACT -> List.of("maybe", "true", "1");
                case NUMBER -> List.of("-1", "x", "2147483648", "1.5");
                case TIME, UNUSED -> List.of("x", "1y", "1.5m", "-5");
                case PORT -> List.of("0", "65536", "x", "-1");
                case LIMIT -> List.of("x", "-1");
                case NETBLOCK -> List.of("33", "24:129", "x");
                case MASK -> List.of("8", "1000", "x");
                case SOCKETPATH -> List.of("x", "/x", "NONE");
                case ADDRESSES -> List.of("10.0.0.5/8", "10.0.0.0/8,,192.0.2.1");
                case STARTUPS -> List.of("x", "10:20", "20:30:10", "1:0:5", "1:101:5");
                case ALGORITHMS, GSS -> List.of("not-an-algorithm", "+nothing,ssh-ed25519", "!x");
                case WORD, PATH, HOME, AGENT, PROVIDER, USERENVIRONMENT -> List.of("a b", "\"\"");
            };
            case Shape.Whole.COMMAND -> List.of("bin/keys");
            case Shape.Many.USERS -> List.of("u@10.0.0.5/8");
            case Shape.Many.ENVIRONMENT -> List.of("A=1");
            case Shape.Many.SETTINGS -> List.of("A");
            case Shape.Many.METHODS -> List.of("nothing", "publickey,,password", "any publickey");
            case Shape.Many.CHANNELS -> List.of("session", "session=x", "none session=1");
            case Shape.Many.KEYOPTIONS -> List.of("maybe");
            case Shape.Compound compound -> switch (compound) {
                case QOS -> List.of("x", "ef ef ef", "256", "-1");
                case REKEY -> List.of("x", "15", "1G x", "1G 1h 1");
                case LISTEN -> List.of("1.2.3.4:0", "1.2.3.4:x");
                case PENALTIES -> List.of("x", "authfail", "authfail:x", "max:x");
                case SUBSYSTEM -> List.of("sftp");
            };
            case Shape.Structure _,Shape.Whole _,Shape.Many _ -> List.of();
        });
    }
}
