package dev.bulwarden.playbook;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One thing that should be true of a host. Each kind has one file in {@code control} that knows how to see it and bring it about. */
public sealed interface Requirement {
    Item item();

    /**
     * A global keyword of sshd has this value.
     *
     * @param keyword canonical spelling
     * @param values the whole value; one element for a scalar, in order for a list. {@code {{ }}} not yet substituted
     * @param accept when present, a host whose effective value satisfies it is left alone (a profile's floor)
     */
    record SshdSetting(Item item, String keyword, List<String> values, Optional<Acceptance> accept)
            implements
                Requirement {
        public SshdSetting {
            Objects.requireNonNull(item, "item is null");
            Objects.requireNonNull(keyword, "keyword is null");
            Objects.requireNonNull(accept, "accept is null");
            values = List.copyOf(values);
        }
    }

    /** No active global line of this keyword in any file. */
    record SshdAbsent(Item item, String keyword) implements Requirement {}

    /**
     * A Match block among the first that are read, in the order of the requirements; the listed settings hold in it.
     *
     * @param criteria as written, such as {@code Group *,!sshauth}
     */
    record SshdMatch(Item item, String criteria, List<MatchSetting> settings) implements Requirement {
        public SshdMatch {
            Objects.requireNonNull(item, "item is null");
            Objects.requireNonNull(criteria, "criteria is null");
            settings = List.copyOf(settings);
        }
    }

    /** One setting of a Match block; its item is {@code sshd.match[CRITERIA].KEYWORD}. */
    record MatchSetting(Item item, String keyword, List<String> values) {
        public MatchSetting {
            values = List.copyOf(values);
        }
    }

    /** No Match block with these criteria in any file. */
    record SshdMatchAbsent(Item item, String criteria) implements Requirement {}

    /** Key exchange, host key, cipher and MAC lists hold nothing outside the named set; resolved against what the host's own binaries offer. */
    record SshdAlgorithms(Item item, String set) implements Requirement {}

    /** A line of {@code /etc/pam.d/SERVICE} is commented out. */
    record PamCommentOut(Item item, String service, String line) implements Requirement {}

    /** A group exists and has at least these members. */
    record GroupMembers(Item item, String group, List<String> members) implements Requirement {
        public GroupMembers {
            members = List.copyOf(members);
        }
    }
}
