package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.HostPattern;
import dev.bulwarden.yaml.ShapeCheck;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads a playbook with the profiles it names. Everything wrong in any of the files is reported at once. */
public final class PlaybookReader {
    private PlaybookReader() {}

    /**
     * Variables are not yet filled in ({@link Substitution}); values without variables are checked against what sshd
     * allows.
     *
     * @param source the file name as the user gave it
     */
    public static Checked<Playbook> read(String source, String text, ProfileSource profiles) {
        Findings findings = new Findings();
        YamlReader.Parsed parsed = YamlReader.parse(source, text);
        findings.addAll(parsed.diagnostics());
        List<YamlNode> nodes = parsed.root().map(YamlNode::items).orElse(List.of());
        parsed.root().ifPresent(root -> findings.addAll(ShapeCheck.check(root, PlaybookShape.SHAPE)));
        if (parsed.root().isPresent() && nodes.isEmpty()) {
            findings.add(Diagnostic.error(Place.file(source), "there is no play").remedy("write - hosts: …"));
        }
        Profiles layers = new Profiles(profiles, findings);
        List<Play> plays = new ArrayList<>();
        nodes.forEach(node -> plays.add(new PlayReader(node, layers, findings).read()));
        return findings.with(new Playbook(source, plays));
    }

    /** A playbook of one play with nothing but a profile, for auditing hosts against it. */
    public static Checked<Playbook> ofProfile(String nameOrPath, ProfileSource profiles) {
        Findings findings = new Findings();
        Place place = Place.file("--profile " + nameOrPath);
        List<Requirement> requirements = new Profiles(profiles, findings)
                .read(new YamlNode.Scalar(place, nameOrPath, true));
        Play play = new Play("profile " + nameOrPath, place, HostPattern.ALL, Rollout.USUAL,
                Optional.empty(), List.of(), Optional.empty(), Optional.empty(), requirements, List.of());
        return findings.with(new Playbook(nameOrPath, List.of(play)));
    }
}
