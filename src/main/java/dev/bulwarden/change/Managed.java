package dev.bulwarden.change;

import java.util.List;
import java.util.Objects;

/**
 * What a playbook asked of a host when it was last changed. Kept in the manifest on the host, so that a later plan can say what is no longer
 * managed and undo what a drop-in had to do outside its own file.
 *
 * @param items ids of the items, in plan order
 * @param outside lines changed in files that are not ours
 */
public record Managed(List<String> items, List<OutsideEdit> outside) {

    /** Nothing was ever applied here. */
    public static final Managed NOTHING = new Managed(List.of(), List.of());

    /**
     * A line a drop-in could not decide, changed where it stands.
     *
     * @param item the item that needed it
     * @param path the file, as the daemon names it
     * @param before the line as it was, without its line end; empty when it was added
     * @param after the line as we left it, without its line end; empty when it was taken out
     */
    public record OutsideEdit(String item, String path, String before, String after) {
        public OutsideEdit {
            Objects.requireNonNull(item, "item is null");
            Objects.requireNonNull(path, "path is null");
            Objects.requireNonNull(before, "before is null");
            Objects.requireNonNull(after, "after is null");
        }
    }

    public Managed {
        items = List.copyOf(items);
        outside = List.copyOf(outside);
    }
}
