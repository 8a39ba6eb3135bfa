using System.IO.Compression;
using System.Net;
using System.Text.Json;
using AiPromptGen.Accounts.Export;
using AiPromptGen.IntegrationTests.Support;
using AiPromptGen.Platform;
using AiPromptGen.Platform.Storage;
using AiPromptGen.Tests.Support;
using Azure.Data.Tables;
using Microsoft.Extensions.DependencyInjection;

namespace AiPromptGen.IntegrationTests.Accounts;

/// <summary>Everything held of a person, in a person's hands.</summary>
[TestFixture, Parallelizable]
internal sealed class AccountExportTests
{
    private const string Idea = """{"kind":"text-to-prompt","idea":"a heron in the reeds","targets":["flux"]}""";

    [Test, Property("Promise", "P2"), Property("Promise", "P11")]
    public async Task The_export_is_every_row_with_its_content()
    {
        await using var app = await TestApp.StartAsync("ExportRows");
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await LiveAsync(person);

        var export = await person.GetAsync("account/export");

        Assert.That(export.Status, Is.EqualTo(HttpStatusCode.OK), export.Text);
        var held = (await AccountRemains.ReadAsync(app, account)).Rows;
        var sections = export.Json.EnumerateObject().Where(s => s.Value.ValueKind == JsonValueKind.Array).ToList();
        Assert.That(sections.Select(s => s.Name), Is.Unique.And.None.StartsWith("other:"));
        var keys = sections
            .Where(s => s.Name is not ("pictures" or "audit" or "remembered" or "paymentEvents"))
            .SelectMany(s => s.Value.EnumerateArray())
            .Select(r => r.GetProperty("rowKey").GetString());
        Assert.That(keys, Is.EquivalentTo(held.Select(r => r.RowKey)));
        Assert.That(export.At("account")[0].GetProperty("email").GetString(), Is.EqualTo(person.Email));
        var generation = export.At("generations")[0];
        Assert.That(
            generation.GetProperty("request").GetProperty("idea").GetString(),
            Is.EqualTo("a heron in the reeds")
        );
        Assert.That(generation.GetProperty("prompt").ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(export.At("favourites")[0].GetProperty("prompt").ValueKind, Is.EqualTo(JsonValueKind.Object));
        Assert.That(export.At("ledger").EnumerateArray().Sum(e => e.GetProperty("amount").GetInt64()), Is.EqualTo(49));
        Assert.That(export.At("pictures")[0].GetProperty("container").GetString(), Is.EqualTo("uploads"));
        var statuses = export.At("audit").EnumerateArray().Select(r => r.GetProperty("requestStatus").GetString());
        Assert.That(statuses, Does.Contain("succeeded").And.Contain("exported"));
        Assert.That(export.At("remembered").GetArrayLength(), Is.Zero, "nothing was erased before");
    }

    [Test]
    public async Task A_row_that_nobody_knows_appears_as_it_is()
    {
        await using var app = await TestApp.StartAsync("ExportUnknown");
        using var person = await ApiClient.NewAsync(app.Address);
        var account = (await person.GetAsync("account")).Id;
        var users = app.Services.GetRequiredService<StorageClients>().Users;
        await users.AddEntityAsync(new TableEntity(account, "ledgerless-1") { ["Secret"] = "told", ["Number"] = 7L });

        var row = (await person.GetAsync("account/export")).At("other:ledgerless")[0];

        Assert.That(row.GetProperty("rowKey").GetString(), Is.EqualTo("ledgerless-1"));
        Assert.That(row.GetProperty("secret").GetString(), Is.EqualTo("told"));
        Assert.That(row.GetProperty("number").GetInt64(), Is.EqualTo(7));
    }

    [TestCase("account/export?format=zip", "application/json")]
    [TestCase("account/export", "application/zip")]
    [Property("Promise", "P6")]
    public async Task The_zip_holds_the_document_and_every_picture_of_the_account_alone(string path, string accept)
    {
        await using var app = await TestApp.StartAsync("ExportZip");
        using var other = await ApiClient.NewAsync(app.Address);
        await other.UploadAsync(TestPictures.Solid("#902010"));
        using var person = await ApiClient.NewAsync(app.Address);
        var account = await LiveAsync(person);
        var storage = app.Services.GetRequiredService<StorageClients>();
        var results = storage.Blobs.GetBlobContainerClient("results");
        await results.CreateIfNotExistsAsync();
        var painted = BinaryData.FromBytes(TestPictures.Photo(format: ".png"));
        await results.UploadBlobAsync($"{account.Value}/g-1/0", painted);

        person.Http.DefaultRequestHeaders.Add("Accept", accept);
        using var response = await person.Http.GetAsync(new Uri($"{app.Address}/{path}"));
        await using var zip = new ZipArchive(await response.Content.ReadAsStreamAsync());

        Assert.That(response.Content.Headers.ContentType!.MediaType, Is.EqualTo("application/zip"));
        Assert.That(response.Content.Headers.ContentDisposition!.FileName!.Trim('"'), Is.EqualTo("account.zip"));
        Assert.That(
            zip.Entries.Select(e => e.FullName.Split('/')[0]),
            Is.EqualTo(new[] { "account.json", "uploads", "results" })
        );
        await using (var document = await zip.Entries[0].OpenAsync())
        {
            var pictures = (await JsonDocument.ParseAsync(document)).RootElement.GetProperty("pictures");
            Assert.That(pictures.GetArrayLength(), Is.EqualTo(2));
        }

        using var copy = new MemoryStream();
        await using (var picture = await zip.Entries[2].OpenAsync())
        {
            await picture.CopyToAsync(copy);
        }

        Assert.That(copy.ToArray(), Is.EqualTo(painted.ToArray()));
    }

    [Test, Property("Promise", "P14"), Property("Promise", "P13")]
    public async Task Five_exports_a_day_are_enough_and_each_is_audited_without_content()
    {
        var time = Clock.New();
        await using var app = await TestApp.StartAsync("ExportLimit", time: time);
        using var person = await ApiClient.NewAsync(app.Address);
        var account = new AccountId((await person.GetAsync("account")).Id);
        for (var i = 0; i < ExportRules.MaxADay; i++)
        {
            Assert.That((await person.GetAsync("account/export")).Status, Is.EqualTo(HttpStatusCode.OK));
        }

        var refused = await person.GetAsync("account/export");

        Assert.That((refused.Status, refused.Code), Is.EqualTo((HttpStatusCode.TooManyRequests, "export-limited")));
        Assert.That(
            refused.Headers.RetryAfter!.Delta,
            Is.EqualTo(TimeSpan.FromDays(1)).Within(TimeSpan.FromMinutes(1))
        );
        var audit = (await AccountRemains.ReadAsync(app, account)).Audit;
        Assert.That(audit.Select(a => a.GetString("RequestStatus")), Is.EqualTo(Enumerable.Repeat("exported", 5)));
        time.Advance(TimeSpan.FromDays(1));
        await person.SignInAsync(person.Email);
        Assert.That((await person.GetAsync("account/export")).Status, Is.EqualTo(HttpStatusCode.OK));
    }

    [TestCase("account/export?format=pdf")]
    [TestCase("account/export?all=1")]
    public async Task A_wrong_query_is_told_and_not_counted(string path)
    {
        using var person = await ApiClient.NewAsync();
        await person.GetAsync("account");

        Assert.That((await person.GetAsync(path)).Code, Is.EqualTo("request-invalid"));
    }

    /// <summary>A generation, a favourite and an upload.</summary>
    private static async Task<AccountId> LiveAsync(ApiClient person)
    {
        var done = await person.GenerateAsync(Idea);
        await person.SendAsync(HttpMethod.Post, $"generations/{done.Id}/favourite", "{}");
        await person.UploadAsync(TestPictures.Solid("#204060"));
        return new AccountId((await person.GetAsync("account")).Id);
    }
}
