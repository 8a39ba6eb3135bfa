using System.Net;
using System.Text;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Images;
using AiPromptGen.Generations.Orchestration;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Uploads;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Generations.Images;

/// <summary>Links of an app with an identity instead of the account's key, as on Azure.</summary>
[TestFixture]
internal sealed class ResultLinksTests
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider time = new(Start);
    private readonly KeyService service = new();

    [SetUp]
    public void Forget() => service.Asked.Clear();

    [OneTimeTearDown]
    public void Dispose() => service.Dispose();

    [Test, Property("Promise", "P12")]
    public async Task A_link_reads_one_blob_over_https_for_some_minutes()
    {
        using var keys = Keys();

        var image = await OneAsync(Links(keys), Start.AddDays(7));

        var query = QueryHelpers.ParseQuery(image.Url!.Query);
        Assert.That(
            image.Url.GetLeftPart(UriPartial.Path),
            Is.EqualTo("https://pictures.blob.core.windows.net/results/acc/g-1/1")
        );
        Assert.That(
            (query["sr"].ToString(), query["sp"].ToString(), query["spr"].ToString()),
            Is.EqualTo(("b", "r", "https"))
        );
        Assert.That(
            (query["st"].ToString(), query["se"].ToString()),
            Is.EqualTo(("2026-05-01T11:55:00Z", "2026-05-01T12:15:00Z"))
        );
        Assert.That(query["skoid"].ToString(), Is.EqualTo("oid"));
        Assert.That(query["sig"].ToString(), Is.Not.Empty);
        Assert.That(image.ExpiresAt, Is.EqualTo(Start.AddMinutes(15)));
        Assert.That((image.RevisedPrompt, image.Expired), Is.EqualTo(("a heron", (bool?)null)));
    }

    [Test]
    public async Task A_link_ends_with_its_picture_and_then_there_is_none()
    {
        using var keys = Keys();
        var links = Links(keys);

        Assert.That((await OneAsync(links, Start.AddMinutes(4))).ExpiresAt, Is.EqualTo(Start.AddMinutes(4)));
        var expired = await OneAsync(links, Start);

        Assert.That(
            (expired.Url, expired.ExpiresAt, expired.Expired),
            Is.EqualTo(((Uri?)null, (DateTimeOffset?)null, (bool?)true))
        );
        Assert.That(expired.RevisedPrompt, Is.EqualTo("a heron"));
    }

    [Test]
    public async Task One_key_serves_for_hours_and_outlives_every_link()
    {
        var clock = new FakeTimeProvider(Start);
        using var keys = new UserDelegationKeys(service.Client(), clock);
        for (var minutes = 0; minutes < 24 * 60; minutes += 7)
        {
            var key = await keys.CurrentAsync(default);
            Assert.That(key.SignedExpiresOn - clock.GetUtcNow(), Is.GreaterThan(TimeSpan.FromMinutes(60)));
            Assert.That(key.SignedStartsOn, Is.LessThan(clock.GetUtcNow() - ResultLinks.ClockSkew));
            clock.Advance(TimeSpan.FromMinutes(7));
        }

        Assert.That(service.Asked, Has.Count.EqualTo(4));
    }

    [Test]
    public async Task Many_at_once_ask_for_one_key()
    {
        using var keys = Keys();
        var links = Links(keys);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => OneAsync(links, Start.AddDays(7))));

        Assert.That(service.Asked, Has.Count.EqualTo(1));
    }

    private UserDelegationKeys Keys() => new(service.Client(), time);

    private ResultLinks Links(UserDelegationKeys keys)
    {
        var configuration = new ConfigurationManager
        {
            ["AzureWebJobsStorage:blobServiceUri"] = "https://pictures.blob.core.windows.net",
            ["AzureWebJobsStorage:tableServiceUri"] = "https://pictures.table.core.windows.net",
            ["AZURE_FUNCTIONS_ENVIRONMENT"] = "Production",
        };
        var storage = new StorageClients(configuration, []);
        var store = new ResultStore(storage, new GenerationStore(storage), time);
        return new ResultLinks(store, keys, Options.Create(new ResultOptions()), configuration, time);
    }

    private static async Task<ImageView> OneAsync(ResultLinks links, DateTimeOffset expiresAt)
    {
        var generation = new Generation
        {
            Account = new AccountId("acc"),
            Id = "g-1",
            Request = new GenerationRequest { Kind = GenerationKind.TextToImage },
            Status = GenerationStatus.Succeeded,
            Sequence = 3,
            AcceptedAt = Start,
            Result = new GenerationResult(new GenerateAnswer { Status = GenerationStatus.Succeeded })
            {
                Images =
                [
                    new StoredPicture
                    {
                        Number = 1,
                        Format = PictureFormat.Png,
                        RevisedPrompt = "a heron",
                        ExpiresAt = expiresAt,
                    },
                ],
            },
        };
        return (await links.OfAsync(generation, CancellationToken.None))!.Single();
    }

    /// <summary>The part of the blob service that issues user delegation keys, with the requested start and end.</summary>
    private sealed class KeyService : HttpMessageHandler
    {
        public List<string> Asked { get; } = [];

        public BlobServiceClient Client() =>
            new(
                new Uri("https://pictures.blob.core.windows.net"),
                new Token(),
                new BlobClientOptions
                {
                    Transport = new HttpClientTransport(new HttpClient(this, disposeHandler: false)),
                }
            );

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request,
            CancellationToken cancellationToken
        )
        {
            var body = await request.Content!.ReadAsStringAsync(cancellationToken);
            lock (Asked)
            {
                Asked.Add(request.RequestUri!.Query);
            }

            var xml = $"""
                <?xml version="1.0" encoding="utf-8"?>
                <UserDelegationKey>
                  <SignedOid>oid</SignedOid><SignedTid>tid</SignedTid>
                  <SignedStart>{Between(body, "Start")}</SignedStart><SignedExpiry>{Between(
                    body,
                    "Expiry"
                )}</SignedExpiry>
                  <SignedService>b</SignedService><SignedVersion>2026-02-06</SignedVersion>
                  <Value>{Convert.ToBase64String(new byte[32])}</Value>
                </UserDelegationKey>
                """;
            return new HttpResponseMessage(HttpStatusCode.OK)
            {
                Content = new StringContent(xml, Encoding.UTF8, "application/xml"),
            };
        }

        private static string Between(string xml, string name) => xml.Split($"<{name}>")[1].Split($"</{name}>")[0];
    }

    private sealed class Token : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken) =>
            new("token", DateTimeOffset.MaxValue);

        public override ValueTask<AccessToken> GetTokenAsync(
            TokenRequestContext requestContext,
            CancellationToken cancellationToken
        ) => ValueTask.FromResult(GetToken(requestContext, cancellationToken));
    }
}
