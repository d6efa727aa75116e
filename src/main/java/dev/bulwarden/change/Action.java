package dev.bulwarden.change;

/** A change that is not a file, undone by its inverse. Carried out in plan order, undone in reverse, and only what really changed is undone. */
public sealed interface Action {
    /** What undoes it. */
    Action inverse();

    /** {@code groupadd --system}, unless the group is there. */
    record CreateGroup(String group) implements Action {
        @Override
        public Action inverse() {
            return new DeleteGroup(group);
        }
    }

    /** {@code groupdel}, unless the group is gone. */
    record DeleteGroup(String group) implements Action {
        @Override
        public Action inverse() {
            return new CreateGroup(group);
        }
    }

    /** {@code gpasswd -a}, unless the user is in it. */
    record AddMember(String group, String user) implements Action {
        @Override
        public Action inverse() {
            return new RemoveMember(group, user);
        }
    }

    /** {@code gpasswd -d}, unless the user is not in it. */
    record RemoveMember(String group, String user) implements Action {
        @Override
        public Action inverse() {
            return new AddMember(group, user);
        }
    }
}
