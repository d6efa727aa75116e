package dev.bulwarden.plan;

import dev.bulwarden.change.Action;
import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.fact.Survey;
import dev.bulwarden.fact.Visitor;
import dev.bulwarden.inventory.Host;
import dev.bulwarden.playbook.Play;
import dev.bulwarden.playbook.Play.Protected;
import dev.bulwarden.playbook.Requirement;
import dev.bulwarden.syntax.sshd.MatchBlock;
import dev.bulwarden.syntax.sshd.Line;
import dev.bulwarden.syntax.sshd.SshdConfig;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a host must be asked before plays can be planned for it: the accounts and groups they name, and who must get in. */
public final class Questions {
    private final Set<String> users = new LinkedHashSet<>();
    private final Set<String> groups = new LinkedHashSet<>();
    private final Set<String> paths = new LinkedHashSet<>();

    private Questions() {}

    /** The survey to make of a host; values with variables in them are left out. */
    public static Survey of(List<Play> plays, Host host) {
        Questions questions = new Questions();
        Set<Visitor> visitors = new LinkedHashSet<>(List.of(Visitor.from(host.login().user())));
        for (Play play : plays) {
            play.requirements().forEach(questions::add);
            for (Protected who : play.protect()) {
                add(questions.users, who.user());
                if (name(who.user())) {
                    visitors.add(Visitor.from(who.user()));
                }
            }
        }
        host.credentials().keySet().forEach(user -> add(questions.users, user));
        return new Survey(host.login().user(), List.copyOf(questions.users), List.copyOf(questions.groups),
                List.copyOf(visitors), List.copyOf(questions.paths));
    }

    /**
     * The survey to make of a host that is to be put back.
     *
     * @param texts of sshd's files as they were
     */
    public static Survey of(Reversal reversal, List<String> texts, Host host) {
        Questions questions = new Questions();
        Set<Visitor> visitors = new LinkedHashSet<>(List.of(Visitor.from(host.login().user())));
        for (Principal who : reversal.protect()) {
            add(questions.users, who.user());
            if (name(who.user())) {
                visitors.add(Visitor.from(who.user()));
            }
        }
        for (Action action : reversal.actions()) {
            switch (action) {
                case Action.CreateGroup(var group) -> add(questions.groups, group);
                case Action.DeleteGroup(var group) -> add(questions.groups, group);
                case Action.AddMember(var group, var user) -> questions.member(group, user);
                case Action.RemoveMember(var group, var user) -> questions.member(group, user);
            }
        }
        texts.forEach(questions::text);
        host.credentials().keySet().forEach(user -> add(questions.users, user));
        return new Survey(host.login().user(), List.copyOf(questions.users), List.copyOf(questions.groups),
                List.copyOf(visitors), List.copyOf(questions.paths));
    }

    private void member(String group, String user) {
        add(groups, group);
        add(users, user);
    }

    private void text(String text) {
        for (Line line : SshdConfig.parse("", text).lines()) {
            if (line instanceof Line.Directive directive) {
                if (directive.isMatch()) {
                    criteria(directive.value());
                } else {
                    boolean list = directive.keyword().matches("(?i)(allow|deny)(users|groups)");
                    setting(directive.keyword(), list
                            ? MatchBlock.words(directive.value())
                            : List.of(directive.value()));
                }
            }
        }
    }

    private void add(Requirement requirement) {
        switch (requirement) {
            case Requirement.GroupMembers g -> {
                add(groups, g.group());
                g.members().forEach(m -> add(users, m));
            }
            case Requirement.SshdMatch m -> {
                criteria(m.criteria());
                m.settings().forEach(s -> setting(s.keyword(), s.values()));
            }
            case Requirement.SshdMatchAbsent m -> criteria(m.criteria());
            case Requirement.SshdSetting s -> setting(s.keyword(), s.values());
            case Requirement.SshdAbsent _,Requirement.SshdAlgorithms _,Requirement.PamCommentOut _ -> {
            }
        }
    }

    private void setting(String keyword, List<String> values) {
        switch (keyword.toLowerCase(Locale.ROOT)) {
            case "allowusers", "denyusers" -> values.forEach(this::userPattern);
            case "allowgroups", "denygroups" -> values.forEach(v -> add(groups, unquoted(v)));
            case "authorizedkeysfile" -> values.forEach(v -> List.of(v.split("[ \t]+", -1)).forEach(
                    word -> path(keyword, word)));
            case "chrootdirectory", "revokedkeys", "trustedusercakeys", "authorizedkeyscommand", "forcecommand" ->
                values.forEach(v -> path(keyword, v.split("[ \t]", 2)[0]));
            default -> {
            }
        }
    }

    /** Releases differ in which {@code @} ends the name, and an account may be called like the whole. */
    private void userPattern(String value) {
        String pattern = unquoted(value);
        add(users, pattern);
        add(users, pattern.replaceFirst("@.*", ""));
        add(users, pattern.replaceFirst("@[^@]*$", ""));
    }

    private static String unquoted(String value) {
        return value.replace("\"", "");
    }

    private void criteria(String criteria) {
        List<String> words = MatchBlock.words(criteria);
        for (int i = 0; i + 1 < words.size(); i += 2) {
            Set<String> names = switch (words.get(i).toLowerCase(Locale.ROOT)) {
                case "user" -> users;
                case "group" -> groups;
                default -> new LinkedHashSet<>();
            };
            for (String one : words.get(i + 1).split(",", -1)) {
                add(names, one.startsWith("!") ? one.substring(1) : one);
            }
        }
    }

    private void path(String keyword, String word) {
        if (word.matches("[!-~]+") && !word.contains("{{")) {
            paths.add(keyword + " " + word);
        }
    }

    private static void add(Set<String> names, String name) {
        if (name(name)) {
            names.add(name);
        }
    }

    /** Whether it can be asked about: what directories call accounts and groups, too: {@code domain admins}, {@code j.doe@corp.example}, {@code CORP\ops}. */
    static boolean name(String text) {
        return text.matches("[A-Za-z0-9_]([A-Za-z0-9._@+\\\\ -]*[A-Za-z0-9._@+$-])?");
    }
}
