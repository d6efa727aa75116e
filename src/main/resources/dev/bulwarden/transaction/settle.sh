# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# How a transaction ends whose controller is gone, and what the host says of all of them. Whoever asks may end its own dead runs at once; of
# anybody else's only what nobody can still want.
longest=600 unwanted=3600

expired() { # a lease that has longer to go than anybody may ask for is of an earlier boot
  left=$(remaining)
  [ "$left" -lt 0 ] || [ "$left" -gt "$longest" ]
}

abandoned() { # a stage that nobody took for an hour; after a restart its age comes out too small, never too great
  if [ -s "$here/began" ]; then
    read -r began <"$here/began"
    age=$(($(since_boot) - began))
    [ "$age" -lt 0 ] || [ "$age" -gt "$unwanted" ]
  else
    [ -n "$(find "$here" -maxdepth 0 -mmin +$((unwanted / 60)))" ]
  fi
}

conclude() { # own|other, under the lock
  if lease && [ "$owner" = "$id" ]; then
    [ "$1" = own ] || expired || finish 0 "pending $left"
  elif [ "$(verdict)" = none ]; then
    [ "$1" = own ] || abandoned || finish 0 "staging"
  fi
  restore asked
}

who() { base64 "$here/who" 2>/dev/null | tr -d '\n'; }

# lease ID PHASE waiting|gone SECONDS|over old|new|mixed WHO, where one stands; then each: transaction ID VERDICT WHO. Needs no lock: a lease
# that is just being renamed is looked for again.
status() {
  if lease || lease || lease; then
    id=$owner here=$state/$owner timer=gone disk=mixed
    if waiting; then timer=waiting; fi
    if each is_old; then disk=old; elif each is_new; then disk=new; fi
    if expired; then left=over; fi
    printf 'lease %s %s %s %s %s %s\n' "$id" "$phase" "$timer" "$left" "$disk" "$(who)"
  fi
  for folder in "$state"/*/; do
    here=${folder%/}
    [ ! -d "$here" ] || printf 'transaction %s %s %s\n' "${here##*/}" "$(verdict)" "$(who)"
  done
  finish 0 known
}
