package dev.bulwarden.cli;

import dev.bulwarden.diagnostic.Checked;
import dev.bulwarden.diagnostic.Diagnostic;
import dev.bulwarden.diagnostic.Place;
import dev.bulwarden.inventory.Inventory;
import dev.bulwarden.inventory.InventoryReader;
import dev.bulwarden.inventory.InventoryReader.Source;
import dev.bulwarden.plan.Plan;
import dev.bulwarden.plan.PlanFile;
import dev.bulwarden.playbook.Playbook;
import dev.bulwarden.playbook.PlaybookReader;
import dev.bulwarden.playbook.ProfileSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the user's files. Whatever is wrong with them is shown at once; warnings go to standard error. */
record Inputs(Console console) {
    private static final String DEFAULT = "inventory";

    /** The inventory of {@code -i}, else of {@code $BULWARDEN_INVENTORY}, else of {@code ./inventory/}. */
    Inventory inventory(HostOptions options) throws UserError {
        return accepted(readInventory(options));
    }

    /** The files an inventory was read from, in order, for its digest. */
    List<Source> inventorySources(HostOptions options) throws UserError {
        List<Source> sources = new ArrayList<>();
        for (String named : paths(options)) {
            if (!isHostList(named)) {
                sources.addAll(sources(Path.of(named)));
            }
        }
        return sources;
    }

    Playbook playbook(Path file) throws UserError {
        String text = read(file);
        return accepted(PlaybookReader.read(file.toString(), text, new ProfileFiles(file)));
    }

    /** A playbook and the profiles it names, as they are now, in the order they are read. Says nothing of what may be wrong with them. */
    List<Plan.ReadFile> playbookFiles(Path file) throws UserError {
        String text = read(file);
        List<Plan.ReadFile> files = new ArrayList<>(List.of(new Plan.ReadFile(file.toString(), PlanFile.sha256(text))));
        ProfileSource profiles = new ProfileFiles(file);
        PlaybookReader.read(file.toString(), text, new ProfileSource() {
            @Override
            public Optional<Found> find(String nameOrPath) {
                Optional<Found> found = profiles.find(nameOrPath);
                found.map(f -> new Plan.ReadFile(f.source(), PlanFile.sha256(f.text()))).filter(f -> !files.contains(f))
                        .ifPresent(files::add);
                return found;
            }

            @Override
            public List<String> names() {
                return profiles.names();
            }
        });
        return files;
    }

    /** A playbook of nothing but a profile. */
    Playbook profile(String nameOrPath) throws UserError {
        ProfileSource profiles = new ProfileFiles(Path.of("profile.yml"));
        return accepted(PlaybookReader.ofProfile(nameOrPath, profiles));
    }

    /** The text of a file that must be there and be UTF-8. */
    static String read(Path file) throws UserError {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw new UserError(Diagnostic.error(Place.file(file.toString()), "no such file"));
        } catch (CharacterCodingException e) {
            throw new UserError(Diagnostic.error(Place.file(file.toString()), "is not UTF-8 text"));
        } catch (IOException e) {
            throw new UserError(Diagnostic.error(Place.file(file.toString()), "cannot be read: " + reason(e)));
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException _ -> "permission denied";
            case java.nio.file.FileSystemException f when f.getReason() != null -> f.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private Checked<Inventory> readInventory(HostOptions options) throws UserError {
        List<String> named = paths(options);
        var controller = new InventoryReader.Controller(System.getProperty("user.home"),
                System.getProperty("user.name"));
        if (named.stream().anyMatch(Inputs::isHostList)) {
            if (named.size() > 1) {
                throw new UserError(Diagnostic.error("a list of hosts cannot be mixed with inventory files"));
            }
            return InventoryReader.hostList(named.getFirst(), controller, options.variables);
        }
        return InventoryReader.read(inventorySources(options), controller, options.variables);
    }

    private static List<String> paths(HostOptions options) {
        if (!options.inventories.isEmpty()) {
            return options.inventories;
        }
        String variable = System.getenv("BULWARDEN_INVENTORY");
        return List.of(variable == null || variable.isEmpty() ? DEFAULT : variable);
    }

    private static boolean isHostList(String named) {
        return named.contains(",");
    }

    private static List<Source> sources(Path path) throws UserError {
        if (!Files.exists(path)) {
            throw new UserError(Diagnostic.error(Place.file(path.toString()), "no such inventory")
                    .remedy("name one with -i, or start with: bulwarden init"));
        }
        List<Source> sources = new ArrayList<>();
        for (Path file : files(path)) {
            sources.add(new Source(file.toString(), read(file)));
        }
        return sources;
    }

    private static List<Path> files(Path path) throws UserError {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (var entries = Files.list(path)) {
            List<Path> files = entries.filter(f -> f.toString().endsWith(".yml") || f.toString().endsWith(".yaml"))
                    .filter(Files::isRegularFile).sorted().toList();
            if (files.isEmpty()) {
                throw new UserError(Diagnostic.error(Place.file(path.toString()), "holds no .yml file"));
            }
            return files;
        } catch (IOException e) {
            throw new UserError(Diagnostic.error(Place.file(path.toString()), "cannot be listed: " + reason(e)));
        }
    }

    private <T> T accepted(Checked<T> checked) throws UserError {
        return switch (checked) {
            case Checked.Accepted<T>(var value, var warnings) -> {
                console.show(warnings);
                yield value;
            }
            case Checked.Rejected<T>(var why) -> throw new UserError(why);
        };
    }
}
