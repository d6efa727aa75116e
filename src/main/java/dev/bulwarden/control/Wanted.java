package dev.bulwarden.control;

import dev.bulwarden.playbook.Acceptance;
import dev.bulwarden.playbook.Item;
import dev.bulwarden.syntax.sshd.Keyword;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What is asked of sshd's configuration, in the words of this host's own sshd.
 *
 * @param settings global ones, in the order they are written
 * @param absent global keywords without an active line
 * @param blocks Match blocks in the order they must be read
 * @param absentBlocks criteria, normalised, that no block has
 */
public record Wanted(List<Setting> settings, List<Absence> absent, List<Block> blocks, List<AbsentBlock> absentBlocks) {

    /**
     * A keyword and its whole value.
     *
     * @param lines what each line says after the keyword; one, unless the keyword is written one value a line
     * @param accept what is left alone besides
     */
    public record Setting(Item item, Keyword keyword, List<String> lines, Optional<Acceptance> accept) {
        public Setting {
            Objects.requireNonNull(item, "item is null");
            Objects.requireNonNull(keyword, "keyword is null");
            lines = List.copyOf(lines);
            Objects.requireNonNull(accept, "accept is null");
            if (lines.isEmpty()) {
                throw new IllegalArgumentException(item.id() + " has no value");
            }
        }
    }

    /** No active global line of a keyword. */
    public record Absence(Item item, Keyword keyword) {}

    /**
     * A Match block with settings that hold in it.
     *
     * @param criteria normalised
     */
    public record Block(Item item, String criteria, List<Setting> settings) {
        public Block {
            settings = List.copyOf(settings);
        }
    }

    /** No Match block with these criteria. */
    public record AbsentBlock(Item item, String criteria) {}

    public Wanted {
        settings = List.copyOf(settings);
        absent = List.copyOf(absent);
        blocks = List.copyOf(blocks);
        absentBlocks = List.copyOf(absentBlocks);
    }

    /** Nothing is asked of sshd. */
    public boolean isEmpty() {
        return settings.isEmpty() && absent.isEmpty() && blocks.isEmpty() && absentBlocks.isEmpty();
    }
}
