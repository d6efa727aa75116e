package dev.bulwarden.syntax.sshd;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Lists of address patterns made at random, close enough to a network to cut it. */
final class AddressLists {
    private static final List<AddressList.Kind> KINDS = List.of(AddressList.Kind.values());

    private static final List<String> ODD = List.of("*", "desk.example.net", "192.0.2.7", "2001:DB8:*", "10.*", "*:*",
            "??.0.*", "*1", "10.1", "010.0.0.1", "0x0a.0.0.0/8", "10.0/16", "::ffff:10.0.0.1", "2001:db8::10.0.0.1");

    private final Random random;

    AddressLists(Random random) {
        this.random = random;
    }

    /** A network; half of them small enough to look at every address. */
    Cidr network() {
        boolean six = random.nextInt(3) == 0;
        int length = six ? 128 : 32;
        int bits = random.nextBoolean() ? length - random.nextInt(11) : (six ? 16 : 8) + random.nextInt(20);
        String base = six
                ? List.of("2001:db8::", "2001:db8:0:1::", "fd00:0:0:7::10", "2001:db8:1:0:0:1:0:0")
                        .get(random.nextInt(4))
                : List.of("10.0.0.0", "192.168.1.0", "172.16.10.128", "192.0.2.77").get(random.nextInt(4));
        return new Cidr(IpAddress.parse(base).orElseThrow().prefix(bits), bits);
    }

    /** An address of a network, often near its ends. */
    IpAddress address(Cidr network) {
        int host = network.address().length() - network.bits();
        BigInteger offset = switch (random.nextInt(4)) {
            case 0 -> BigInteger.valueOf(random.nextInt(3));
            case 1 -> network.last().subtract(network.first()).subtract(BigInteger.valueOf(random.nextInt(3)));
            case 2 -> BigInteger.valueOf(random.nextInt(65536)).shiftLeft(random.nextInt(host + 1));
            default -> new BigInteger(host, random);
        };
        BigInteger inside = offset.max(BigInteger.ZERO).mod(BigInteger.ONE.shiftLeft(host));
        return IpAddress.of(network.first().add(inside), network.address().six());
    }

    List<AddressList> lists(Cidr network) {
        List<AddressList> lists = new ArrayList<>();
        for (int i = random.nextInt(5); i >= 0; i--) {
            AddressList.Kind kind = KINDS.get(random.nextInt(KINDS.size()));
            List<String> elements = new ArrayList<>();
            for (int j = random.nextInt(4); j >= 0; j--) {
                elements.add((random.nextInt(4) == 0 ? "!" : "") + element(network));
            }
            lists.add(new AddressList(kind, String.join(",", elements)));
        }
        return lists;
    }

    private String element(Cidr network) {
        IpAddress address = address(network);
        String text = address.toString();
        int bits = Math.max(0, network.bits() - 4)
                + random.nextInt(address.length() - Math.max(0, network.bits() - 4) + 1);
        return switch (random.nextInt(address.six() && random.nextInt(4) > 0 ? 4 : 8)) {
            case 0, 1, 2 -> address.prefix(bits) + "/" + bits;
            case 3 -> text;
            case 4 -> text.substring(0, random.nextInt(text.length())) + "*";
            case 5 -> wild(text);
            case 6 -> cut(text);
            default -> ODD.get(random.nextInt(ODD.size()));
        };
    }

    /** Some characters of it replaced by a question mark or a star. */
    private String wild(String text) {
        StringBuilder wild = new StringBuilder(text);
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            wild.setCharAt(random.nextInt(wild.length()), random.nextInt(3) == 0 ? '*' : '?');
        }
        return wild.toString();
    }

    /** A stretch of it replaced by a star. */
    private String cut(String text) {
        int from = random.nextInt(text.length());
        return text.substring(0, from) + "*" + text.substring(from + random.nextInt(text.length() - from));
    }
}
