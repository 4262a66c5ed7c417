#!/usr/bin/env bash
# Makes the certificates of rest-transports.test.ts anew: an authority, a server and a client that it vouches for, and a stranger.
# They hold from 2020 to 2120, whatever the clock of a test machine says, and protect nothing: their keys are public with this file.
set -euo pipefail
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
touch "$work/index"
cat > "$work/ca.cnf" <<EOF
[ca]
default_ca = it
[it]
database = $work/index
new_certs_dir = $work
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
EOF

# make NAME COMMON-NAME EXTENSIONS [SIGNER]: without a signer it signs itself
make() {
	local signer=(-selfsign -keyfile "$1.key")
	[ $# -lt 4 ] || signer=(-cert "$4.pem" -keyfile "$4.key")
	openssl ecparam -name prime256v1 -genkey -noout -out "$1.key"
	openssl req -new -key "$1.key" -subj "/CN=$2" -out "$work/request"
	echo "$3" > "$work/extensions"
	openssl ca -config "$work/ca.cnf" -batch -notext -startdate 20200101000000Z -enddate 21200101000000Z \
		-in "$work/request" -out "$1.pem" -extfile "$work/extensions" "${signer[@]}"
}

make authority "Test authority" "basicConstraints=critical,CA:TRUE"
make server 127.0.0.1 "subjectAltName=IP:127.0.0.1" authority
make client hub "extendedKeyUsage=clientAuth" authority
make stranger stranger "basicConstraints=critical,CA:TRUE"
rm authority.key
