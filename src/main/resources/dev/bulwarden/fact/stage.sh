# shellcheck shell=sh
# Runs inside a private mount namespace: shows candidate files at their real paths, held in memory.
# Standard input, one candidate a line: put MODE TARGET BYTES, or del TARGET; all but MODE in base64; then group KIND GROUP [USER], as the
# actions of a transaction are called; then end. Nothing behind that line is read. Exit 250 and a line on standard error: could not. Nothing
# outside this namespace is touched: a file is written only where the stage's own memory lies.

stop() {
  printf 'bulwarden: %s\n' "$*" >&2
  exit 250
}

decode() { printf %s "$1" | base64 -d; }

shadow() { # FOLDER that may not exist: the nearest that does is covered by a copy of itself
  folder=$1
  while [ ! -d "$folder" ]; do folder=${folder%/*}; done
  [ -n "$folder" ] || stop "cannot stage below $1"
  if [ "$(stat -c %d -- "$folder")" != "$device" ]; then
    count=$((count + 1))
    mkdir "/mnt/$count"
    cp -a -- "$folder/." "/mnt/$count/" || stop "cannot copy $folder"
    chmod --reference="$folder" "/mnt/$count" 2>/dev/null || chmod 0755 "/mnt/$count"
    mount --bind "/mnt/$count" "$folder" || stop "cannot cover $folder"
  fi
  mkdir -p -- "$1"
}

private_run() { # /run/sshd is missing while ssh.service is stopped, and sshd refuses to test anything then
  [ ! -d /run/sshd ] || return 0
  mkdir /mnt/run
  mount --rbind /run /mnt/run || stop 'cannot move /run'
  mount -t tmpfs -o mode=0755,size=1m bulwarden /run || stop 'cannot cover /run'
  mkdir -m 0755 /run/sshd
  for each in /mnt/run/* /mnt/run/.[!.]*; do [ ! -e "$each" ] || ln -s "$each" "/run/${each##*/}"; done
}

candidate() { # put MODE TARGET BYTES | del TARGET
  if [ "$1" = del ]; then
    target=$(decode "$2")
    shadow "${target%/*}"
    rm -f -- "$target"
    return
  fi
  target=$(decode "$3")
  if [ -f "$target" ] && [ "$(stat -c %d -- "${target%/*}")" != "$device" ]; then
    count=$((count + 1))
    decode "$4" >"/mnt/$count"
    chmod "$2" "/mnt/$count"
    mount --bind "/mnt/$count" "$target" || stop "cannot cover $target"
  else
    shadow "${target%/*}"
    [ ! -L "$target" ] || stop "$target is a link"
    [ "$(stat -c %d -- "${target%/*}")" = "$device" ] || stop "cannot stage $target"
    decode "$4" >"$target" || stop "cannot stage $target"
    chmod "$2" "$target"
  fi
}

# What groupadd, groupdel and gpasswd would make of /etc/group; they themselves would log what has not happened.
group() { # KIND GROUP [USER]
  case $1 in
    create-group) ! getent group "$2" >/dev/null || return 0 ;;
    *) ;;
  esac
  text=$(awk -F: -v OFS=: -v kind="$1" -v group="$2" -v user="${3-}" '
    { taken[$3] = 1 }
    $1 != group { print; next }
    kind == "delete-group" { next }
    {
      count = split($4, old, ","); members = ""
      for (i = 1; i <= count; i++) if (old[i] != user) members = members (members == "" ? "" : ",") old[i]
      if (kind == "add-member") members = members (members == "" ? "" : ",") user
      $4 = members; print
    }
    END { if (kind == "create-group") { for (id = 999; id in taken; id--); print group, "x", id, "" } }' /etc/group)
  candidate put 644 "$(printf /etc/group | base64)" "$(printf '%s\n' "$text" | base64 | tr -d '\n')"
}

stage() {
  lines='' count=0
  until IFS= read -r line && [ "$line" = end ]; do
    [ -n "$line" ] || stop 'the candidates did not arrive whole'
    lines="$lines$line
"
  done
  umask 077
  mount -t tmpfs -o size=64m,mode=0755,nosuid,nodev,noexec bulwarden /mnt || stop 'cannot mount memory'
  device=$(stat -c %d /mnt)
  private_run
  # Folders first: covering one hides files covered before.
  while IFS=' ' read -r verb mode target bytes; do
    [ "$verb" != del ] || candidate del "$mode"
    if [ "$verb" = put ] && [ ! -e "$(decode "$target")" ]; then candidate put "$mode" "$target" "$bytes"; fi
  done <<EOF
$lines
EOF
  while IFS=' ' read -r verb mode target bytes; do
    case $verb in
      put) candidate put "$mode" "$target" "$bytes" ;;
      group)
        # A cache of groups knows nothing of them.
        [ ! -d /run/nscd ] || mountpoint -q /run/nscd || mount -t tmpfs -o size=64k bulwarden /run/nscd || stop 'cannot cover /run/nscd'
        group "$mode" "$target" "$bytes"
        ;;
      *) ;;
    esac
  done <<EOF
$lines
EOF
  [ -d /mnt/run ] || umount /mnt
}
