package dev.bulwarden.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.bulwarden.command.Output;
import dev.bulwarden.lab.Debian;
import dev.bulwarden.lab.EachDebian;
import dev.bulwarden.lab.LabHost;

/** Files below a folder in which an ordinary user can write are not replaced, and links planted there lead nowhere. */
class SharedFolderLabTest {
    private static final String FILE = "/srv/drop/file.conf";
    private static final String VICTIM = "/root/victim";

    @EachDebian
    void rootWritesNothingWhereAUserCanWrite(Debian debian) {
        LabHost host = LabHost.on(debian).withUser("bulwarden").withUser("mgrsys").withUser("carl").shared();
        host.sh("mkdir -p /srv/drop; echo '# old' >$1; echo precious >$2", FILE, VICTIM);
        try {
            for (String open : new String[]{"chmod 0777 /srv/drop", "chmod 1777 /srv/drop", "chown carl /srv/drop",
                    "chmod 0775 /srv/drop; chgrp carl /srv/drop", "chown carl /srv"}) {
                host.sh("chown root:root /srv /srv/drop; chmod 0755 /srv /srv/drop; " + open);
                Output output = new Verbs(host, "open").stage(FILE, "# new\n");
                assertThat(output.status()).as(open + output).isEqualTo(1);
                assertThat(output.out() + output.err())
                        .contains("somebody other than root can write in a folder above");
            }
            host.sh("chown root:root /srv /srv/drop; chmod 0755 /srv /srv/drop");

            Verbs late = new Verbs(host, "late");
            assertThat(late.stage(FILE, "# new\n").status()).isZero();
            host.sh("chmod 0777 /srv/drop; for end in old new; do ln -s $1 /srv/drop/.bulwarden-late-11.$end; done",
                    VICTIM);
            assertThat(late.verb("take", 60).status()).as("opened after it was staged").isNotZero();
            assertThat(host.read(FILE)).isEqualTo("# old\n");
            host.sh("rm -f /srv/drop/.bulwarden*; chmod 0755 /srv/drop");

            Verbs planted = new Verbs(host, "planted");
            assertThat(planted.stage(FILE, "# new\n").status()).isZero();
            assertThat(planted.verb("take", 60).status()).isZero();
            assertThat(planted.verb("install").status()).isZero();
            host.sh("chmod 0777 /srv/drop; rm -f /srv/drop/.bulwarden*;"
                    + " for end in old new; do ln -s $1 /srv/drop/.bulwarden-planted-11.$end; done", VICTIM);
            assertThat(planted.verb("restore", "asked").out()).isEqualTo("settled restored-asked\n");
            assertThat(host.read(FILE)).isEqualTo("# old\n");
            assertThat(host.sh("stat -c %F $1", FILE)).isEqualTo("regular file\n");
            assertThat(host.read(VICTIM)).isEqualTo("precious\n");
        } finally {
            host.sh("rm -rf /srv/*; chown root:root /srv; chmod 0755 /srv");
            host.reset();
        }
    }
}
