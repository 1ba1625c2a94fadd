import { baseName } from "./syntax.js";

/**
 * Programs that documents type: of the system, of distributions, of what runs containers and servers, of those who write
 * software. Lets a reader tell `passwd ubuntu` from `sammy ubuntu`. A name that is missing here costs a hint, no more.
 */
const known = new Set(
	// The shell's own.
	(
		"alias bg cd command declare echo eval exec exit export false fg getopts hash help history jobs kill let local logout popd " +
		"printf pushd pwd read readonly return set shift shopt source test time times trap true type typeset ulimit umask unalias unset wait " +
		// Files and text.
		"awk base64 basename bc bunzip2 bzip2 cat chattr chgrp chmod chown cksum cmp column comm cp cpio csplit cut dd diff dirname dos2unix du " +
		"egrep expand expr fallocate fgrep file find fmt fold gawk getfacl grep gunzip gzip head hexdump iconv install join jq less link ln locate " +
		"ls lsattr lz4 md5sum mkdir mkfifo mknod mktemp more mv nl numfmt od paste patch pr readlink realpath rename rg rm rmdir rsync sed seq " +
		"setfacl sha1sum sha256sum sha512sum shasum shred shuf sort split stat strings sum sync tac tail tar tee touch tr tree truncate uniq unlink " +
		"unxz unzip updatedb wc which whereis xargs xxd xz xzcat yes yq zcat zip zstd ack ag bat fd fzf envsubst m4 " +
		// The system.
		"adduser addgroup at atq atrm arch blkid busctl chage chfn chpasswd chroot chsh crontab date delgroup deluser depmod df dircolors dmesg dmidecode " +
		"env fdisk findmnt free fsck fuser gpasswd groupadd groupdel groupmod groups getent getcap halt hostname hostnamectl htop hwclock hwinfo id " +
		"init insmod iostat iotop ionice ipcs journalctl killall last lastlog ldconfig ldd localectl locale-gen locale logger login loginctl logname " +
		"losetup lsblk lscpu lsmod lsof lspci lsb_release lsusb lshw lsns ltrace machinectl man mkfs mkswap modinfo modprobe mount mountpoint mpstat " +
		"ncdu neofetch newgrp nice nohup nproc nsenter parted partprobe passwd pgrep pidof pkill poweroff ps pstree reboot renice reset rmmod " +
		"runuser sar screen script service setcap setpriv setsid sg shutdown sleep smartctl strace stty su sudo doas swapoff swapon sysctl systemctl " +
		"systemd-analyze systemd-cgls systemd-cgtop systemd-nspawn systemd-run systemd-resolve systemd-tmpfiles sysvinit telinit timedatectl timeout " +
		"tmux top tput tty tune2fs mke2fs resize2fs growpart udevadm umount uname unshare update-alternatives update-grub update-initramfs update-rc.d " +
		"uptime useradd userdel usermod users visudo vmstat w wall watch who whoami write chkconfig invoke-rc.d rc-service rc-update sv localedef debconf-set-selections " +
		"dpkg-reconfigure dracut efibootmgr grub-install grub-mkconfig grub2-mkconfig mkinitcpio mokutil needs-restarting setenforce getenforce sestatus " +
		"semanage restorecon chcon setsebool aa-status aa-enforce aa-complain apparmor_parser auditctl ausearch lvcreate lvextend lvdisplay lvs pvcreate " +
		"pvs vgcreate vgs vgextend mdadm cryptsetup zfs zpool btrfs xfs_growfs xfs_info mkfs.ext4 mkfs.xfs mkfs.btrfs mkfs.vfat wipefs sgdisk gdisk sfdisk " +
		// Packages.
		"add-apt-repository apk apt apt-cache apt-get apt-key apt-mark aptitude brew cargo choco conda debootstrap dnf dpkg dpkg-query dpkg-deb emerge flatpak " +
		"gem mmdebstrap nix nix-env nix-shell nixos-rebuild npm npx opkg pacman paru pip pip3 pipx pkg pkgin port port rpm scoop snap tasksel unattended-upgrade " +
		"uv winget xbps-install yarn yay yum yum-config-manager zypper pnpm poetry bun deno guix makepkg alien gpg gpg2 gpgv composer nuget helm krew " +
		// The network.
		"arp arping bridge brctl certbot conntrack curl dhclient dhcpcd dig ebtables ethtool firewall-cmd ftp host http ifconfig ifdown ifup " +
		"ifquery ifreload ip ip6tables iperf iperf3 ipset iptables iptables-restore iptables-save iw iwconfig lynx mosh mtr nc ncat netcat netplan netstat " +
		"networkctl nft nmap nmcli nmtui nslookup openssl ovs-vsctl ovn-nbctl ovn-sbctl ping ping6 resolvectl resolvconf rfkill route scp sftp socat " +
		"ss ssh ssh-add ssh-agent ssh-copy-id ssh-keygen ssh-keyscan sshpass sshfs tc tcpdump telnet tracepath traceroute ufw ufw-docker vtysh w3m wg wg-quick wget whois " +
		"wpa_supplicant tailscale cloudflared ngrok openvpn easyrsa ipcalc hostapd dnsmasq rndc named-checkconf named-checkzone exportfs showmount rpcinfo smbclient smbpasswd " +
		"testparm acme.sh htpasswd ab hey wrk siege xh aria2c rclone restic borg duplicity tcptraceroute chronyc ntpdate ntpq ldapsearch ldapadd ldapmodify kinit klist " +
		// Containers and virtual machines.
		"ansible ansible-galaxy ansible-playbook ansible-vault bhyve buildah cloud-init cloud-localds crictl ctr distrobuilder distrobox docker docker-compose docker-machine dockerd eksctl " +
		"firecracker gcloud aws az doctl hcloud flyctl linode-cli oci openstack terraform tofu packer pulumi vault consul nomad incus incus-migrate incus-agent incusd k0s k3s k3d k9s kind " +
		"kompose kubeadm kubectl kubectx kubelet kubens kustomize lima limactl colima lxc lxd lxd-migrate lxc-attach lxc-autostart lxc-cgroup lxc-checkconfig lxc-config lxc-console " +
		"lxc-copy lxc-create lxc-destroy lxc-execute lxc-freeze lxc-info lxc-ls lxc-monitor lxc-snapshot lxc-start lxc-stop lxc-top lxc-unfreeze lxc-update-config lxc-usernsexec lxd-benchmark " +
		"lxcfs microceph microcloud microk8s microovn minikube multipass nerdctl oc podman podman-compose proxmox pct qm pvesh pveam qemu-img " +
		"qemu-system-x86_64 qemu-system-aarch64 qemu-nbd runc crun skopeo stern swarm talosctl toolbox umoci vagrant vboxmanage VBoxManage virsh virt-install virt-manager virt-viewer " +
		"virt-clone virt-customize virt-install istioctl linkerd argocd flux calicoctl cilium etcdctl containerd ceph cephadm rados rbd gluster drbdadm pcs crm corosync-cfgtool " +
		// Servers and data.
		"a2dismod a2dissite a2enconf a2disconf a2enmod a2ensite apache2 apache2ctl apachectl httpd caddy nginx haproxy php php-fpm phpenmod postconf postfix postmap mail mailq " +
		"mongo mongod mongodump mongosh mysql mysqladmin mysqldump mysqld mysql_secure_installation mariadb mariadb-secure-installation mariadb-dump psql pg_basebackup pg_ctl pg_ctlcluster pg_dump pg_dumpall pg_isready " +
		"pg_lsclusters pg_restore pg_upgrade initdb createdb createuser dropdb dropuser redis-cli redis-server redis-benchmark sqlite3 cqlsh nodetool influx clickhouse-client elasticsearch " +
		"kafka-topics.sh kafka-console-producer.sh kafka-console-consumer.sh rabbitmqctl rabbitmq-plugins memcached varnishadm supervisorctl pm2 gunicorn uwsgi uvicorn wp drush " +
		"occ fail2ban-client logrotate rsyslogd grafana-cli promtool prometheus telegraf zabbix_agentd snmpwalk " +
		// Making software.
		"adb autoconf autoreconf bash bats bison black bundle bundler cc chezmoi clang cmake code configure convert ctest cython dash direnv django-admin dotnet elixir emacs erl eslint fakeroot " +
		"ffmpeg fish flake8 flask flex flutter g++ gcc gdb gh git git-lfs glab go gofmt gradle gradlew groovy hg hugo irb iex java javac jekyll julia jupyter kotlinc ld ldd lein lua luarocks " +
		"make meson mix mkdocs mvn mvnw mypy nano nasm neovim nim ninja node nodejs nvim nvm objdump ocaml opam openapi-generator pandoc pdflatex perl perlbrew pip-compile pkg-config pkill " +
		"pre-commit prettier pry py pyenv pytest python python2 python3 qmake R Rscript rails rake rbenv readelf ruby ruff rustc rustup rvm sam sbt scala sdk sh shellcheck " +
		"serverless ssh-import-id stack strip svn swift swiftc tox tsc tsx unittest valgrind vercel vi vim vite vue virtualenv vitest wine xcodebuild xcode-select xdg-open " +
		"zsh zig emcc protoc buf dfx forge cast anvil hardhat truffle az func wrangler netlify firebase gsutil bq mc s3cmd " +
		// At a desk.
		"clear cowsay feh figlet fortune gsettings dconf lolcat notify-send open pactl pbcopy pbpaste say sl start tldr xclip xdotool xrandr xset yt-dlp zenity ranger mpv vlc"
	).split(" "),
);

/** Words that begin a command of bash without being a program. */
const keywords = new Set("for while until if case select function { ! [ [[ (( ( . : time coproc".split(" "));

/** Whether a word is a program that documents type, or begins a command of bash. */
export function isKnownProgram(word: string): boolean {
	return keywords.has(word) || known.has(word) || known.has(baseName(word));
}

/** Editors and pagers: what a document shows after one is the file, not a command. */
const editors = new Set(
	"nano vi vim nvim emacs gedit pico joe micro ed code kate mcedit notepad subl visudo".split(" "),
);

/** Whether a program shows a file to edit. */
export function isEditor(word: string): boolean {
	return editors.has(baseName(word));
}

/** Programs that read other languages than shell from the terminal. */
const interpreters = new Set(
	(
		"psql mysql mariadb sqlite3 redis-cli mongo mongosh cqlsh clickhouse-client influx python python2 python3 ipython node irb pry iex erl " +
		"ghci julia R php lua scala telnet ftp sftp gdb bc fdisk parted nslookup virsh rails iex sqlplus"
	).split(" "),
);

/** Whether a program by itself, without anything to run, waits for words of another language. */
export function isInterpreter(word: string): boolean {
	return interpreters.has(baseName(word));
}
