# shellcheck shell=sh
cp -p /var/lib/dpkg/status /var/lib/dpkg/lab-status
sed -i '/^Package: openssh-server$/,/^$/s/^Status: .*/Status: install ok half-configured/' /var/lib/dpkg/status
