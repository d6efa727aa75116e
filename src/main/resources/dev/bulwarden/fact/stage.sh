# shellcheck shell=sh
# Runs inside a private mount namespace: shows candidate files at their real paths, held in memory, then becomes the command in its arguments.
# Standard input, one candidate a line: put MODE TARGET BYTES, or del TARGET; all but MODE in base64. Exit 250 and a line on standard error:
# could not. Nothing outside this namespace is touched: a file is written only where the stage's own memory lies.

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
    [ "$(stat -c %d -- "${target%/*}")" = "$device" ] || stop "cannot stage $target"
    decode "$4" >"$target" || stop "cannot stage $target"
    chmod "$2" "$target"
  fi
}

umask 077
count=0
mount -t tmpfs -o size=64m,mode=0755,nosuid,nodev,noexec bulwarden /mnt || stop 'cannot mount memory'
device=$(stat -c %d /mnt)
private_run
# Folders first: covering one hides files covered before.
lines=$(cat)
while IFS=' ' read -r verb mode target bytes; do
  [ "$verb" != del ] || candidate del "$mode"
  if [ "$verb" = put ] && [ ! -e "$(decode "$target")" ]; then candidate put "$mode" "$target" "$bytes"; fi
done <<EOF
$lines
EOF
while IFS=' ' read -r verb mode target bytes; do
  [ "$verb" != put ] || candidate put "$mode" "$target" "$bytes"
done <<EOF
$lines
EOF
[ -d /mnt/run ] || umount /mnt
exec "$@" </dev/null
