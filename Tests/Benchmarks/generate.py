#!/usr/bin/python3
"""Writes an intake file of made-up refund requests: the same arguments always give the same bytes.

    generate.py COUNT [SEED] > requests.xml

About 1 kB a request: 1.3 messages each, one in ten in Korean, one in a hundred with a small attachment.
"""
import base64
import random
import sys

ENGLISH = ("customer ordered the wrong edition and noticed before anybody installed it please undo the purchase the licence "
           "keys were never used our accountant found the line twice on the last invoice the seats were meant for another "
           "tenant the reseller was told the plan includes support which it does not thank you for looking into it").split()
KOREAN = ("고객이 잘못된 제품을 주문했습니다 환불을 요청합니다 라이선스 키는 사용하지 않았습니다 청구서에 두 번 나타납니다 "
          "구독을 취소해 주세요 다른 테넌트에 필요한 수량입니다 확인 부탁드립니다 감사합니다").split()
IMPACTS = ("critical", "moderate", "minimal")
REASONS = ("serviceOutage", "technical", "accidental", "misinformation", "duplicate", "billingError", "other")
CURRENCIES = (("USD", 2), ("EUR", 2), ("KRW", 0), ("JPY", 0), ("GBP", 2), ("KWD", 3))
COMPANIES = ("contoso", "fabrikam", "northwind", "adatum", "tailspin", "wingtip", "litware", "proseware")
ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def words(rng, vocabulary, least, most):
    return " ".join(rng.choice(vocabulary) for _ in range(rng.randint(least, most)))


def instant(seconds):
    day, rest = divmod(seconds, 86400)
    return "2026-%02d-%02dT%02d:%02d:%02dZ" % (9 + day // 28, 1 + day % 28, rest // 3600, rest // 60 % 60, rest % 60)


def request(rng, index):
    vocabulary = KOREAN if rng.random() < 0.1 else ENGLISH
    company = rng.choice(COMPANIES)
    currency, decimals = rng.choice(CURRENCIES)
    units = rng.randint(100, 500000)
    amount = str(units) if decimals == 0 else "%d.%0*d" % (units // 10 ** decimals, decimals, units % 10 ** decimals)
    seconds = rng.randint(0, 50 * 86400)
    out = ['  <request id="CRM-%07d" modified="%s">\n' % (index, instant(seconds)),
           "    <problem>refund</problem>\n",
           "    <impact>%s</impact>\n" % rng.choice(IMPACTS),
           "    <title>%s</title>\n" % words(rng, vocabulary, 4, 9),
           "    <tenant>%s%d.onmicrosoft.com</tenant>\n" % (company, rng.randint(1, 4000)),
           "    <order>%s1</order>\n" % "".join(rng.choice(ALPHABET) for _ in range(32)),
           "    <reason>%s</reason>\n" % rng.choice(REASONS),
           "    <explanation>%s</explanation>\n" % words(rng, vocabulary, 15, 45),
           '    <amount currency="%s">%s</amount>\n' % (currency, amount),
           "    <contact>\n",
           "      <name>%s %s</name>\n" % (rng.choice(("Kim", "Ana", "Omar", "Rui", "Mina")), company.title()),
           "      <email>desk%d@%s.example</email>\n" % (rng.randint(1, 500), company),
           "      <phone>+82 2 %04d %04d</phone>\n" % (rng.randint(0, 9999), rng.randint(0, 9999)),
           "    </contact>\n",
           "    <status>%s</status>\n" % rng.choice(("Open", "In Progress", "Waiting"))
           if rng.random() < 0.2 else ""]
    for _ in range(rng.choice((0, 1, 1, 1, 1, 2, 2, 3, 1, 1))):
        seconds += rng.randint(60, 86400)
        out.append('    <message at="%s" author="agent%d" visibility="%s">%s</message>\n' % (
            instant(min(seconds, 80 * 86400)), rng.randint(1, 40), rng.choice(("public", "internal")),
            words(rng, vocabulary, 10, 40)))
    if rng.random() < 0.01:
        content = rng.randbytes(rng.randint(500, 4000))
        out.append('    <file name="evidence-%d.pdf" type="application/pdf" size="%d">\n      <chunk>%s</chunk>\n    </file>\n' % (
            index, len(content), base64.b64encode(content).decode()))
    out.append("  </request>\n")
    return "".join(out)


def main():
    count = int(sys.argv[1])
    rng = random.Random(int(sys.argv[2]) if len(sys.argv) > 2 else 20261123)
    write = sys.stdout.write
    write('<?xml version="1.0" encoding="UTF-8"?>\n<recoup xmlns="urn:recoup:exchange:1" kind="intake" source="bench-crm">\n')
    for index in range(1, count + 1):
        write(request(rng, index))
    write("</recoup>\n")


main()
