package dev.bulwarden.plan;

import dev.bulwarden.change.Digest;
import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A plan as a file: JSON in ASCII, {@code "format": "bulwarden-plan/2"}. It holds no secret: credentials are taken from the inventory when
 * it is applied. Reading is strict; an unknown or missing field is an error, for a plan is applied to the letter.
 */
public final class PlanFile {

    /** The only format this version writes and reads. The one before did not say how many hosts at a time, so that it is refused. */
    public static final String FORMAT = "bulwarden-plan/2";

    static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private PlanFile() {}

    /** Whether a text is meant to be a plan file rather than a playbook. */
    public static boolean looksLikeOne(String text) {
        return text.stripLeading().startsWith("{") && text.contains("\"bulwarden-plan/");
    }

    /** The whole file's text, ending in a newline; {@link #read} gives back an equal plan. */
    public static String write(Plan plan) {
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(PlanWriter.plan(plan)) + "\n";
    }

    /** Reads what {@link #write} wrote; {@code source} names the file in diagnostics. */
    public static Checked<Plan> read(String source, String text) {
        try {
            return Checked.accepted(PlanReader.plan(JSON.readTree(text)));
        } catch (JacksonException e) {
            var at = e.getLocation();
            Place place = at == null
                    ? Place.file(source)
                    : new Place(source, Math.max(at.getLineNr(), 0), Math.max(at.getColumnNr(), 0));
            return Checked.rejected(Diagnostic.error(place, "is not a plan file: " + e.getOriginalMessage())
                    .remedy("make it again with bulwarden plan PLAYBOOK -o FILE"));
        } catch (JsonFields.Malformed e) {
            return Checked.rejected(
                    Diagnostic.error(Place.file(source), "is not a plan file of this version: " + e.getMessage())
                            .remedy("make it again with bulwarden plan PLAYBOOK -o FILE"));
        }
    }

    /** What {@code sha256sum} prints for the file, if the text is its whole content. */
    public static Digest sha256(String text) {
        return Digest.of(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }
}
