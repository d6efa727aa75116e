package dev.bulwarden.plan;

import dev.bulwarden.change.Expectation.Principal;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.TransactionId;
import dev.bulwarden.playbook.Network;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/**
 * A manifest as a file: JSON in ASCII, {@code "format": "bulwarden-manifest/1"}. Reading is strict, but for what
 * earlier versions did not write.
 */
public final class ManifestFile {
    /** The only format this version writes and reads. */
    public static final String FORMAT = "bulwarden-manifest/1";

    private ManifestFile() {}

    /** The whole file's text, ending in a newline. */
    public static String write(Manifest manifest) {
        ObjectNode node = PlanWriter.object().put("format", FORMAT).put("transaction", manifest.transaction().text())
                .put("run", manifest.run()).put("operator", manifest.operator()).put("reason", manifest.reason())
                .put("at", manifest.at().toString());
        node.set("files", PlanWriter.objects(manifest.files(), ManifestFile::file));
        node.set("actions", PlanWriter.objects(manifest.actions(), PlanWriter::action));
        node.set("managed", PlanWriter.managed(manifest.managed()));
        node.set("protect", PlanWriter.principals(manifest.protect()));
        manifest.previous().ifPresent(p -> node.put("previous", p));
        node.set("folded", PlanWriter.texts(manifest.folded().stream().map(TransactionId::text).toList()));
        return PlanFile.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
    }

    private static void file(ObjectNode node, Manifest.Change file) {
        node.put("path", file.path()).put("target", file.target());
        file.before().ifPresent(b -> node.set("before", PlanWriter.state(b)));
        file.after().ifPresent(a -> node.set("after", PlanWriter.state(a)));
    }

    /** Reads a manifest from a host; {@code source} names it in diagnostics. */
    public static Checked<Manifest> read(String source, String text) {
        try {
            return Checked.accepted(JsonFields.read("", PlanFile.JSON.readTree(text), ManifestFile::manifest));
        } catch (JacksonException | JsonFields.Malformed e) {
            String what = e instanceof JacksonException j ? j.getOriginalMessage() : String.valueOf(e.getMessage());
            return Checked.rejected(Diagnostic.error(Place.file(source), "is not a manifest of this version: " + what));
        }
    }

    private static Manifest manifest(JsonFields fields) {
        if (!fields.text("format").equals(FORMAT)) {
            throw new JsonFields.Malformed("format", "is not " + FORMAT);
        }
        return new Manifest(new TransactionId(fields.text("transaction")), fields.text("run"), fields.text("operator"),
                fields.text("reason"),
                PlanReader.instant(fields.text("at")), fields.objects("files", ManifestFile::change),
                fields.objects("actions", PlanReader::action), fields.object("managed", PlanReader::managed),
                fields.objectsIfAny("protect", ManifestFile::principal), fields.textIfAny("previous")
                        .map(id -> id.isEmpty() ? id : new TransactionId(id).text()),
                fields.textsIfAny("folded").stream().map(TransactionId::new).toList());
    }

    private static Manifest.Change change(JsonFields fields) {
        Manifest.Change change = new Manifest.Change(path(fields, "path"), path(fields, "target"),
                fields.objectIfAny("before", PlanReader::state), fields.objectIfAny("after", PlanReader::state));
        if (change.before().isEmpty() && change.after().isEmpty()) {
            throw new IllegalArgumentException("neither before nor after");
        }
        return change;
    }

    private static Principal principal(JsonFields fields) {
        Principal who = PlanReader.principal(fields);
        if (!Questions.name(who.user()) || who.from().stream().anyMatch(from -> Network.problem(from).isPresent())) {
            throw new IllegalArgumentException("names an account or a network that is none");
        }
        return who;
    }

    /** Bytes, as a host names a file. */
    private static String path(JsonFields fields, String name) {
        String path = fields.text(name);
        if (!path.startsWith("/") || path.chars().anyMatch(c -> c == 0 || c > 0xff)) {
            throw new IllegalArgumentException(name + " is not an absolute path");
        }
        return path;
    }
}
