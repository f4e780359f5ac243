// An OpenID Connect provider that this project did not write, with one account for whoever asks.
// Started by playwright.config.ts: node support/foreign-provider.js PORT SITE
import Provider from "oidc-provider";

const [port, site] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;

const provider = new Provider(issuer, {
  clients: [
    {
      client_id: "hashar",
      client_secret: "known to both",
      redirect_uris: ["uz", "ru", "en"].map((lang) => `${site}/${lang}/sign-in/return`),
      require_auth_time: true,
    },
  ],
  claims: { openid: ["sub"], profile: ["name", "birthdate", "pinfl", "mahalla"] },
  // Everything into the ID token: the relying party believes signed claims only.
  conformIdTokenClaims: false,
  cookies: { keys: ["of a test"] },
  findAccount: (_context, id) => ({
    accountId: id,
    claims: () => ({
      sub: id,
      name: "Lola Abdullayeva",
      birthdate: "2004-03-23",
      pinfl: "62303049990209",
      mahalla: "14150014",
    }),
  }),
});

const listening = provider.listen(Number(port), "127.0.0.1");
process.on("SIGTERM", () => listening.close(() => process.exit(0)));
