#!/bin/bash
# SPDX-License-Identifier: Apache-2.0
# findings/birth-date-north-and-south.sh
#
# A good guess: Vietnam keeps one time, seven hours ahead of UTC, without summer time; so the midnight of a day in the
# zone Asia/Ho_Chi_Minh and the one at a fixed +07:00 are the same instant, also for a birth date, and Vietnam has one
# zone.
#
# What happens: the time zone database follows Saigon. From 1960 to 12 June 1975, and from April 1947 to June 1955, the
# zone is at +08:00. The midnight of 20/07/1968 there is 23:00 of the 19th at +07:00, and in Asia/Bangkok, which the
# database itself names for northern Vietnam. Whoever was born in those twenty-three years loses a day
# between two programs of which one keeps dates as instants; whoever was born from 1976 on does not, so tests with young
# people pass.
#
# Source: https://data.iana.org/time-zones/tzdb/asia (Zone Asia/Ho_Chi_Minh) and zone1970.tab of tzdata.
#
# For an office: birth dates of the older half of the citizens are on every petition, pension and land paper, and two
# systems that exchange them as timestamps disagree by a day in some of them. A date must stay a date: text or a date
# column, never midnight in a zone.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
export HOME=$folder LC_ALL=C.UTF-8
npm install --silent --no-audit --no-fund --prefix "$folder" moment-timezone@0.5.45 luxon@3.4.4 >&2
cat >ask.cjs <<'ASK'
const moment = require("moment-timezone"), { DateTime } = require("luxon");
console.error(`moment-timezone ${moment.tz.version}, data ${moment.tz.dataVersion}; luxon with ICU's data ${process.versions.tz}`);
console.log("zones of Vietnam:", moment.tz.zonesForCountry("VN").join(", "));
for (const day of ["1946-05-20", "1951-05-20", "1957-05-20", "1968-07-20", "1975-06-12", "1975-06-14", "1988-07-20"]) {
    const born = moment.tz(day, "Asia/Ho_Chi_Minh"), other = DateTime.fromISO(day, { zone: "Asia/Ho_Chi_Minh" });
    console.log(`born ${day}: at +07:00 ${born.clone().utcOffset(7).format("YYYY-MM-DD HH:mm")}, in Bangkok ${born.clone().tz("Asia/Bangkok").format("YYYY-MM-DD")}, luxon ${other.setZone("UTC+7").toISODate()}`);
}
ASK
node ask.cjs >seen
cat seen
cat >expected <<'SEEN'
zones of Vietnam: Asia/Bangkok, Asia/Ho_Chi_Minh
born 1946-05-20: at +07:00 1946-05-20 00:00, in Bangkok 1946-05-20, luxon 1946-05-20
born 1951-05-20: at +07:00 1951-05-19 23:00, in Bangkok 1951-05-19, luxon 1951-05-19
born 1957-05-20: at +07:00 1957-05-20 00:00, in Bangkok 1957-05-20, luxon 1957-05-20
born 1968-07-20: at +07:00 1968-07-19 23:00, in Bangkok 1968-07-19, luxon 1968-07-19
born 1975-06-12: at +07:00 1975-06-11 23:00, in Bangkok 1975-06-11, luxon 1975-06-11
born 1975-06-14: at +07:00 1975-06-14 00:00, in Bangkok 1975-06-14, luxon 1975-06-14
born 1988-07-20: at +07:00 1988-07-20 00:00, in Bangkok 1988-07-20, luxon 1988-07-20
SEEN
diff expected seen && echo "as it was seen"
