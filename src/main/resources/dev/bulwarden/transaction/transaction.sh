# shellcheck shell=sh disable=SC2015,SC2034,SC2154
# The host's half of a transaction. Standard input: "VERB ID" and the verb's data, words base64 where they could hold a blank.

stage() { # who TEXT | daemon KIND UNIT | argument WORD | manifest TEXT | undo TEXT | action KIND GROUP [USER] | put … | del … | end
  count=10 complete=''
  while read -r verb one two three four five six seven; do
    case $verb in
      who) word "$one" >"$here/who" ;;
      daemon) printf '%s %s\n' "$one" "$two" >"$here/daemon.part" ;;
      argument) { word "$one" && echo; } >>"$here/argv" ;;
      manifest) word "$one" >"$here/manifest" ;;
      undo) word "$one" >"$here/undo.sh" ;;
      action) printf '%s %s %s\n' "$one" "$two" "$three" >>"$here/actions" ;;
      put | del) stage_file "$verb" "$one" "$two" "$three" "$four" "$five" "$six" "$seven" ;;
      end) complete=yes; break ;;
      *) refuse "unknown word $verb" ;;
    esac || refuse "the stage cannot be written"
  done
  [ "$complete" ] && [ -s "$here/daemon.part" ] && [ -s "$here/manifest" ] && [ -s "$here/undo.sh" ] || refuse "the plan did not arrive whole"
  flush "$here"/* "$here"
  mv "$here/daemon.part" "$here/daemon" && flush "$here" "$state" # only now is the stage complete
}

unstage() { # what was refused while staging leaves nothing
  case $? in 1) [ -e "$here/daemon" ] || rm -rf "$here" ;; esac
}

restore() { # asked|timer|boot|console. Never asks whether the configuration is healthy; before sshd starts, it starts nothing
  by=$1
  if ! lease || [ "$owner" != "$id" ]; then
    swept
    [ "$(verdict)" = none ] || finish 0 "settled $(verdict)"
    rm -rf "$here"
    finish 0 "settled nothing"
  fi
  settled=untouched
  if [ "$phase" != taken ]; then
    failed='' settled=restored-$by
    become restoring || finish 2 "the lease cannot be moved"
    each restore_file
    unact_all
    [ -z "$failed" ] || { served; finish 2 "not every file could be restored"; }
    [ "$by" = boot ] || reread revive gentle || reread revive hard || { complain; finish 2 "sshd does not listen"; }
  fi
  settle "$settled" || finish 2 "the verdict cannot be written"
  swept
  finish 0 "settled $settled"
}

# Takes the switch away. A timer that cannot tries again; whoever else asked is told the truth about the files, and the timer sweeps.
swept() { disarm "$by" || [ "$by" != timer ] || finish 2 "not everything can be taken away yet"; }

# Files that cannot be put back now will be later. Until then any sshd is better than none; one that serves is left alone, for it may still
# have the old files in force.
served() { [ "$by" = boot ] || [ "$kind" = inetd ] || renewed 20 '' || reread revive hard; }

backups() { # one line a transaction: ID VERDICT KIBIBYTES MANIFEST
  for folder in "$state"/*/; do
    here=${folder%/}
    [ -e "$here/manifest" ] || continue
    [ -z "$(find "$here" \( -name manifest -o -name old \) \( ! -type f -o -links +1 \))" ] || {
      echo "$here holds something else than backups" >&2
      continue
    }
    printf '%s %s %s %s\n' "${here##*/}" "$(verdict)" "$(du -sk "$here" | cut -f1)" "$(base64 "$here/manifest" | tr -d '\n')"
  done
}

# Removes backups. $here, the first that was applied, takes over their part before they go: how files were before them.
prune() { # fold SHA256 MANIFEST | copy FROM NUMBER AS | remove ID VERDICT | end
  complete='' manifest='' gone=''
  while read -r verb one two three; do
    case $verb$two in *[!A-Za-z0-9+/=-]*) refuse "unknown word $two" ;; esac
    case $verb in
      fold)
        case $(sha256sum <"$here/manifest") in "$one "*) manifest=$two ;; *) refuse "the backups have changed meanwhile; try again" ;; esac ;;
      copy) named "$one" && take_over "$state/$one/$two" "$here/$three" || refuse "the backup $one/$two cannot be kept" ;;
      remove) named "$one" && gone="$gone $one/verdict.$two" ;;
      end) complete=yes; break ;;
      *) refuse "unknown word $verb" ;;
    esac
  done
  [ "$complete" ] || refuse "the list did not arrive whole"
  [ -z "$manifest" ] || { word "$manifest" >"$here/manifest.new" && flush "$here/manifest.new" \
    && mv "$here/manifest.new" "$here/manifest" && flush "$here"; } || refuse "the manifest of $id cannot be written"
  lease
  for one in $gone; do
    here=$state/${one%/*}
    [ -d "$here" ] && [ "${here##*/}" != "$owner" ] || continue
    [ -e "$state/$one" ] || { [ "$one $(verdict)" = "${here##*/}/verdict.none none" ] && abandoned; } || continue
    rm -rf "$here" && echo "${here##*/}"
  done
}

named() { # an id; not a path
  case $1 in '' | *[!A-Za-z0-9-]*) refuse "not a transaction id: $1" ;; esac
}

take_over() { # FROM AS: links, for they need no room
  case $1$2 in *[!A-Za-z0-9/-]*) return 1 ;; esac
  rm -rf "$2" && mkdir "$2" && ln "$1/real" "$2/real" && { [ ! -e "$1/old" ] || ln "$1/old" "$2/old"; } && flush "$2"
}

main() {
  read -r verb id rest || refuse "no verb"
  named "$id"
  here=$state/$id kind='' unit=''
  trap '' HUP PIPE
  [ -d "$state" ] || case $verb in
    backups | status) exit 0 ;;
    prune) finish 0 pruned ;;
    restore | settle) finish 0 "settled nothing" ;;
    stage) mkdir -m 700 "$state" || refuse "$state cannot be made" ;;
  esac
  guarded
  [ ! -s "$here/daemon" ] || read -r kind unit <"$here/daemon"
  case $verb in
    stage)
      lease && refuse "the host is held by $(holder)"
      [ "$(df -Pk "$state" | awk 'END { print $4 }')" -gt 1024 ] || refuse "less than 1 MiB is free where $state is"
      mkdir -m 700 "$here" && since_boot >"$here/began" || refuse "the stage $here cannot be made"
      trap unstage EXIT
      stage
      finish 0 staged ;;
    take)
      lock 10
      lease && refuse "the host is held by $(holder)"
      [ -n "$kind" ] && [ "$(verdict)" = none ] || refuse "nothing is staged"
      each is_old || refuse "a file has changed since it was staged"
      case $rest in '' | *[!0-9]*) refuse "not a number of seconds: $rest" ;; esac
      [ "$rest" -le "$longest" ] || refuse "longer than $longest s: $rest"
      up=$(since_boot)
      arm "$rest" || { disarm asked; refuse "the dead-man's switch cannot be set"; }
      { each prepare_file && printf '%s %s\n' "$id" $((up + rest)) >"$here/lease" && flush "$here/lease" \
        && mv "$here/lease" "$state/lease.taken" && flush "$state"; } \
        || { disarm asked; refuse "the files cannot be replaced where they are"; }
      systemd || echo "a restart of the host within the next $rest s would keep the new files"
      finish 0 taken ;;
    install)
      lock 10
      hold taken
      waiting || refuse "the dead-man's switch is gone"
      each is_old || refuse "a file has changed since it was staged"
      { become installing && act_all && each install_file && become installed; } || finish 2 "the new files could not be installed"
      finish 0 installed ;;
    reload)
      lock 30
      hold installed
      waiting || refuse "the dead-man's switch is gone"
      { become reloading && reread nudge && become reloaded; } || { complain; finish 2 "sshd did not take the new configuration"; }
      case $kind in service | process) listening "$(pid)" | cut -d' ' -f1 ;; esac
      finish 0 reloaded ;;
    release)
      lock 10
      hold reloaded
      each is_new || finish 2 "the files are no longer as installed"
      settle applied || finish 2 "the verdict cannot be written"
      disarm asked
      finish 0 applied ;;
    restore)
      [ -d "$here" ] || finish 0 "settled nothing"
      case $rest in asked | timer | boot | console) ;; *) refuse "unknown word $rest" ;; esac
      lock 40 evict
      restore "$rest" ;;
    settle)
      [ -d "$here" ] || finish 0 "settled nothing"
      case $rest in own) lock 40 evict ;; other) lock 40 ;; *) refuse "unknown word $rest" ;; esac
      conclude "$rest" ;;
    status) status ;;
    backups) backups ;;
    prune)
      lock 10
      prune
      finish 0 pruned ;;
    *) refuse "no such verb: $verb" ;;
  esac
}
