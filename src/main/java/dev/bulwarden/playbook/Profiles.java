package dev.bulwarden.playbook;

import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Nearest;
import dev.bulwarden.yaml.ShapeCheck;
import dev.bulwarden.yaml.YamlNode;
import dev.bulwarden.yaml.YamlNode.Scalar;
import dev.bulwarden.yaml.YamlReader;
import java.util.ArrayList;
import java.util.List;

/** Finds and reads the profiles a playbook names. */
final class Profiles {
    private final ProfileSource source;
    private final Findings findings;

    Profiles(ProfileSource source, Findings findings) {
        this.source = source;
        this.findings = findings;
    }

    /** The requirements of a profile, in its order; none when it cannot be found, which is reported. */
    List<Requirement> read(Scalar name) {
        return source.find(name.text()).map(found -> read(found)).orElseGet(() -> {
            Diagnostic unknown = Diagnostic.error(name.place(), "there is no profile " + name.text());
            findings.add(Nearest.remedy(name.text(), source.names()).map(unknown::remedy)
                    .orElse(unknown.remedy("write the path of a profile file, such as profiles/mine.yml")));
            return List.of();
        });
    }

    private List<Requirement> read(ProfileSource.Found found) {
        YamlReader.Parsed parsed = YamlReader.parse(found.source(), found.text());
        findings.addAll(parsed.diagnostics());
        List<Requirement> requirements = new ArrayList<>();
        parsed.root().ifPresent(root -> {
            findings.addAll(ShapeCheck.check(root, ProfileShape.SHAPE));
            ProfileItemReader items = new ProfileItemReader(root.text("profile").orElse(found.source()), findings);
            for (YamlNode item : root.items("items")) {
                requirements.addAll(items.read(item));
            }
        });
        return requirements;
    }
}
