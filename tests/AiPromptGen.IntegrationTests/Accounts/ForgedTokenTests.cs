using System.Buffers.Text;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using AiPromptGen.Accounts;
using AiPromptGen.IntegrationTests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.IdentityModel.Tokens;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>A thousand tokens that must not get in, made from one that does, by seed.</summary>
[TestFixture, Parallelizable]
internal sealed class ForgedTokenTests
{
    private const int Tokens = 1000;
    private const int Seed = 20261122;

    private static readonly string[] Routes =
    [
        "account",
        "account/ledger",
        "account/export",
        "account/erasure",
        "generations",
    ];

    [Test, Property("Promise", "P1")]
    public async Task No_forged_token_reaches_a_handler()
    {
        var handlers = new HandlerCount();
        await using var app = await TestApp.StartAsync(
            "Forged",
            services =>
            {
                var executor = services.Last(s => s.ServiceType == typeof(IFunctionExecutor));
                services.AddSingleton<IFunctionExecutor>(provider => new CountingExecutor(
                    (IFunctionExecutor)ActivatorUtilities.CreateInstance(provider, executor.ImplementationType!),
                    handlers
                ));
            },
            settings: "AddressLimits:RequestsPerWindow=100000"
        );
        using var person = await ApiClient.NewAsync(app.Address);
        var forger = new Forger(app, person.Http.DefaultRequestHeaders.Authorization!.Parameter!);
        var own = forger.Signed(forger.Claims);
        Assert.That(
            await StatusAsync(person, own, "account"),
            Is.EqualTo(HttpStatusCode.OK),
            "what is forged is the rest"
        );
        handlers.Reset();

        var random = new Random(Seed);
        var (through, kinds) = (new List<string>(), new HashSet<string>());
        for (var i = 0; i < Tokens; i++)
        {
            var (kind, token) = forger.Next(random);
            var status = await StatusAsync(person, token, Routes[i % Routes.Length]);
            kinds.Add(kind);
            if (status != HttpStatusCode.Unauthorized)
            {
                through.Add($"{i} {kind}: {status}");
            }
        }

        Assert.That(through, Is.Empty);
        Assert.That(handlers.Count, Is.Zero);
        Assert.That(kinds, Has.Count.EqualTo(Forger.Kinds));
        Assert.That(await StatusAsync(person, own, "account"), Is.EqualTo(HttpStatusCode.OK));
        Assert.That(handlers.Count, Is.EqualTo(1), "the count can see a handler");
    }

    private static async Task<HttpStatusCode> StatusAsync(ApiClient person, string token, string route)
    {
        person.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        var answer = await person.GetAsync(route);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            Assert.That(answer.Code, Does.StartWith("token-"));
            Assert.That(answer.Headers.WwwAuthenticate.ToString(), Is.EqualTo("Bearer"), "no reason for forgers");
        }

        return answer.Status;
    }

    private sealed class HandlerCount
    {
        private int count;

        public int Count => count;

        public void Add() => Interlocked.Increment(ref count);

        public void Reset() => count = 0;
    }

    /// <summary>Calls the functions themselves, after all middleware: what comes here is about to be handled.</summary>
    private sealed class CountingExecutor(IFunctionExecutor functions, HandlerCount handlers) : IFunctionExecutor
    {
        public ValueTask ExecuteAsync(FunctionContext context)
        {
            if (context.GetHttpContext() is not null)
            {
                handlers.Add();
            }

            return functions.ExecuteAsync(context);
        }
    }

    /// <summary>Has what an attacker has, and the real key for tokens that are wrong in one claim only.</summary>
    private sealed class Forger
    {
        public const int Kinds = 23;

        private static readonly string[] Nothing = ["none", "None", "NONE", "nOnE", ""];
        private readonly RSA key;
        private readonly RSA other = RSA.Create(2048);
        private readonly string genuine;

        public Forger(TestApp app, string token)
        {
            var metadata = app.Services.GetRequiredService<DevelopmentIssuer>().Metadata;
            key = ((RsaSecurityKey)metadata.SigningKeys.Single()).Rsa;
            genuine = token;
            Claims = Json(token.Split('.')[1]);
            Header = Json(token.Split('.')[0]);
        }

        public JsonObject Claims { get; }

        private JsonObject Header { get; }

        public (string Kind, string Token) Next(Random random)
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
            var (parts, far) = (genuine.Split('.'), random.Next(120, 10_000_000));
            return random.Next(Kinds) switch
            {
                0 => ("expired", Signed(With("exp", now - far))),
                1 => ("not yet valid", Signed(With("nbf", now + far))),
                2 => ("audience", Signed(With("aud", Word(random)))),
                3 => ("issuer", Signed(With("iss", $"https://{Word(random)}.example"))),
                4 => ("no audience", Signed(Without("aud"))),
                5 => ("no issuer", Signed(Without("iss"))),
                6 => ("no end", Signed(Without("exp"))),
                7 => ("no object id", Signed(Without("oid"))),
                8 => ("scope", Signed(With("scp", Word(random)))),
                9 => ("role without scope", Signed(With("roles", "support", Without("scp")))),
                10 => ("alg none", $"{Encode(With("alg", Nothing[random.Next(5)], Header))}.{parts[1]}."),
                11 => (
                    "alg none, signed",
                    $"{Encode(With("alg", Nothing[random.Next(5)], Header))}.{parts[1]}.{parts[2]}"
                ),
                12 => ("HS256 with the public key", Hmac(random)),
                13 => ("another key", Signed(Edited(random), other)),
                14 => ("own key in the header", Embedded(random)),
                15 => ("edited payload", $"{parts[0]}.{Encode(Edited(random))}.{parts[2]}"),
                16 => ("edited header", $"{Encode(With("kid", Word(random), Header))}.{parts[1]}.{parts[2]}"),
                17 => ("flipped signature", $"{parts[0]}.{parts[1]}.{Flipped(parts[2], random)}"),
                18 => ("another tenant", Signed(With("tid", $"{Guid.NewGuid()}"))),
                19 => ("no tenant", Signed(Without("tid"))),
                20 => ("version 1", Signed(With("ver", "1.0"))),
                21 => ("no time of issue", Signed(Without("iat"))),
                _ => ("cut short", genuine[..random.Next(1, genuine.Length - 2)]),
            };
        }

        public string Signed(JsonObject claims) => Signed(claims, key);

        private string Signed(JsonObject claims, RSA by, JsonObject? header = null)
        {
            var text = $"{Encode(header ?? Header)}.{Encode(claims)}";
            var bytes = by.SignData(Encoding.ASCII.GetBytes(text), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return $"{text}.{Base64Url.EncodeToString(bytes)}";
        }

        /// <summary>The classic confusion: a verifier that takes the RSA key's public bytes for a shared secret.</summary>
        private string Hmac(Random random)
        {
            byte[][] secrets =
            [
                Encoding.ASCII.GetBytes(key.ExportSubjectPublicKeyInfoPem()),
                Encoding.ASCII.GetBytes(key.ExportRSAPublicKeyPem()),
                key.ExportSubjectPublicKeyInfo(),
                key.ExportRSAPublicKey(),
                key.ExportParameters(false).Modulus!,
            ];
            var text = $"{Encode(With("alg", "HS256", Header))}.{Encode(Edited(random))}";
            var bytes = HMACSHA256.HashData(secrets[random.Next(secrets.Length)], Encoding.ASCII.GetBytes(text));
            return $"{text}.{Base64Url.EncodeToString(bytes)}";
        }

        private string Embedded(Random random)
        {
            var numbers = other.ExportParameters(false);
            var jwk = new JsonObject
            {
                ["kty"] = "RSA",
                ["n"] = Base64Url.EncodeToString(numbers.Modulus),
                ["e"] = Base64Url.EncodeToString(numbers.Exponent),
            };
            return Signed(Edited(random), other, With("jwk", jwk, Header));
        }

        private JsonObject Edited(Random random) => With("oid", $"{Guid.NewGuid()}", With("sub", Word(random)));

        private JsonObject With(string name, JsonNode value, JsonObject? of = null)
        {
            var changed = (of ?? Claims).DeepClone().AsObject();
            changed[name] = value;
            return changed;
        }

        private JsonObject Without(string name)
        {
            var changed = Claims.DeepClone().AsObject();
            changed.Remove(name);
            return changed;
        }

        private static string Flipped(string signature, Random random)
        {
            var bytes = Base64Url.DecodeFromChars(signature);
            bytes[random.Next(bytes.Length)] ^= (byte)(1 << random.Next(8));
            return Base64Url.EncodeToString(bytes);
        }

        private static string Word(Random random) => string.Concat(random.GetItems<char>("abcdefghij", 12));

        private static JsonObject Json(string part) => JsonNode.Parse(Base64Url.DecodeFromChars(part))!.AsObject();

        private static string Encode(JsonObject json) =>
            Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }
}
