# shellcheck shell=sh disable=SC2154 # some variables are set in other parts
# What never leaves this host: private keys, password hashes and the like, told by what a file is ($secrets, one DEVICE:INODE a line) and by
# what is in it, never by its name. The file is open as descriptor 7, so that nobody can put another in its place.
SECRET='PRIVATE KEY( BLOCK)?-----|^PuTTY-User-Key-File|^SSH PRIVATE KEY FILE|^HOTP|:[$](1|2[abxy]?|5|6|7|y|gy|md5|sha1|apr1)[$,]'

is_secret() { # DEVICE:INODE
  case $nl$secrets$nl in
    *"$nl$1$nl"*) ;;
    *) grep -qE -e "$SECRET" /proc/self/fd/7 ;;
  esac
}
