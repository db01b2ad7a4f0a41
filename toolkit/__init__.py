"""Tools that know no other app: sanitiser, hanzi, pagecache, throttle, qrcode."""
