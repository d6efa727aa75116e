package dev.bulwarden.guard;

import dev.bulwarden.fact.ConfigFiles;
import dev.bulwarden.fact.Daemon.Running;
import dev.bulwarden.fact.HostFacts;
import dev.bulwarden.fact.HostFile;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/**
 * Files that were changed after sshd last read its configuration. A reload for our change puts theirs into force, too; what was looked at is
 * the files, so nobody is locked out unseen, but somebody may not expect it.
 */
record UnreadConfiguration() implements Guard {

    private static final int NAMED = 3;

    @Override
    public List<String> ids() {
        return List.of("L36");
    }

    @Override
    public List<Finding> check(Situation situation) {
        return situation.facts().server().map(UnreadConfiguration::check).orElse(List.of());
    }

    private static List<Finding> check(HostFacts.Server server) {
        OptionalLong loaded = server.daemon().running().map(Running::loaded).orElse(OptionalLong.empty());
        if (loaded.isEmpty()) {
            return List.of();
        }
        List<String> newer = read(server).stream().filter(f -> f.modified() > loaded.getAsLong()).map(HostFile::path)
                .toList();
        if (newer.isEmpty()) {
            return List.of();
        }
        return List.of(Finding.warning("L36", "sshd has not read "
                + String.join(", ", newer.subList(0, Math.min(NAMED, newer.size())))
                + (newer.size() > NAMED ? " and " + (newer.size() - NAMED) + " more" : "")
                + " since the last change there; this change puts that into force, too",
                "see what changed, and reload sshd first if it is meant"));
    }

    private static List<HostFile> read(HostFacts.Server server) {
        ConfigFiles config = server.config();
        List<String> paths = new ArrayList<>(List.of(server.daemon().options().config()));
        config.globs().values().forEach(paths::addAll);
        return paths.stream().distinct().flatMap(path -> config.file(path).stream()).toList();
    }
}
