package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.yaml.GoldenFolder;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Playbooks, and the plays or the errors they give. Where a case has a profile, its file is named after it. */
class PlaybookGoldenTest {
    private static final Substitution HOST = new Substitution(
            Map.of("local_address", "192.0.2.11", "admin", "mgrsys", "tries", "lots"));

    @TestFactory
    List<DynamicTest> cases() {
        return GoldenFolder.cases("playbook", files -> {
            Checked<Playbook> read = PlaybookReader.read("site.yml", Objects.requireNonNull(files.get("site.yml")),
                    profiles(files));
            StringBuilder text = new StringBuilder(GoldenFolder.lines(read.diagnostics()));
            if (read instanceof Checked.Accepted<Playbook>(var playbook, var _)) {
                playbook.plays().forEach(p -> text.append(show(p)).append(filled(p)));
            }
            return text.toString();
        });
    }

    private static ProfileSource profiles(Map<String, String> files) {
        return new ProfileSource() {
            @Override
            public Optional<Found> find(String name) {
                String file = name + ".yml";
                return Optional.ofNullable(files.get(file)).map(t -> new Found(file, t));
            }

            @Override
            public List<String> names() {
                return List.of("baseline", "proxmox-standalone");
            }
        };
    }

    private static String show(Play play) {
        StringBuilder text = new StringBuilder("play ").append(play.name()).append(" @").append(play.place())
                .append("\n  hosts ").append(play.hosts().text()).append("\n  ").append(play.rollout())
                .append("\n  confirm ").append(play.confirmWithin().map(Object::toString).orElse("-"))
                .append(" placement ").append(play.placement().map(Object::toString).orElse("-"))
                .append(" foreign ").append(play.foreignMatch().map(Object::toString).orElse("-")).append("\n");
        play.protect().forEach(p -> text.append("  ").append(p).append("\n"));
        play.requirements().forEach(r -> text.append("  ").append(r).append("\n"));
        play.waivers().forEach(w -> text.append("  ").append(w).append("\n"));
        return text.toString();
    }

    private static String filled(Play play) {
        Checked<Play> filled = HOST.apply(play);
        StringBuilder text = new StringBuilder(" filled:\n").append(GoldenFolder.lines(filled.diagnostics()));
        if (filled instanceof Checked.Accepted<Play>(var done, var _)) {
            for (int i = 0; i < done.requirements().size(); i++) {
                if (!done.requirements().get(i).equals(play.requirements().get(i))) {
                    text.append("  ").append(done.requirements().get(i)).append("\n");
                }
            }
        }
        return text.toString();
    }
}
