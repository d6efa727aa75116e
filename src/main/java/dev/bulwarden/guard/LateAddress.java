package dev.bulwarden.guard;

import dev.bulwarden.fact.Network.Address;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A ListenAddress that is there now, but perhaps not when the host starts: it came from DHCP, or belongs to a tunnel or a bridge that comes
 * up after sshd. sshd then starts without it, or not at all when it has no other.
 */
record LateAddress() implements Guard {

    private static final Pattern COMES_LATE = Pattern.compile("(tun|tap|wg|ppp|tailscale|zt|docker|virbr|nebula).*");

    @Override
    public List<String> ids() {
        return List.of("L25");
    }

    @Override
    public List<Finding> check(Situation situation) {
        List<Listen> before = Listen.of(situation.before());
        List<String> late = Listen.of(situation.after()).stream().filter(l -> !before.contains(l)).map(Listen::address)
                .distinct().flatMap(name -> situation.facts().network().addresses().stream()
                        .filter(a -> a.address().equals(name) && comesLate(a)))
                .map(a -> a.address() + " (" + a.device() + (a.dynamic() ? ", from DHCP" : "") + ")").toList();
        return late.isEmpty()
                ? List.of()
                : List.of(Finding.warning("L25", "ListenAddress " + String.join(", ", late)
                        + " may not be there yet when sshd starts after a restart of the host",
                        "name an address that is set statically, or none"));
    }

    private static boolean comesLate(Address address) {
        return address.dynamic() || COMES_LATE.matcher(address.device()).matches();
    }
}
