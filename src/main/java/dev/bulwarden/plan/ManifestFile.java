package dev.bulwarden.plan;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.fact.TransactionId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** A manifest as a file: JSON in ASCII, {@code "format": "bulwarden-manifest/1"}. Reading is strict. */
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
                fields.objects("actions", PlanReader::action), fields.object("managed", PlanReader::managed));
    }

    private static Manifest.Change change(JsonFields fields) {
        Manifest.Change change = new Manifest.Change(path(fields, "path"), path(fields, "target"),
                fields.objectIfAny("before", PlanReader::state), fields.objectIfAny("after", PlanReader::state));
        if (change.before().isEmpty() && change.after().isEmpty()) {
            throw new IllegalArgumentException("neither before nor after");
        }
        return change;
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
