# shellcheck shell=sh disable=SC2154 # some variables are set in the parts before this one
# What the real sshd says of the files as they are, and as they would be.

main() {
  begin evaluation
  read_question
  evaluate before sshd_test
  if trouble=$(staged true 2>&1); then
    echo 'how namespace'
    evaluate after staged_test
  elif only_main_file; then
    echo 'how pipe'
    evaluate after piped_test
  else
    echo 'how not'
  fi
  printf 'trouble %s\n' "$(word "$trouble")"
  echo end
}
