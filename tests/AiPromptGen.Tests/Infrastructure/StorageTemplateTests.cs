using System.Text.Json;
using AiPromptGen.Billing.Records;
using AiPromptGen.Platform.Storage;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>The storage account of the templates is the one that the program and its promises need.</summary>
[TestFixture]
public sealed class StorageTemplateTests
{
    private const string Account = "Microsoft.Storage/storageAccounts";
    private const string Blobs = $"{Account}/blobServices";

    private static readonly StorageClients Clients = new(
        new ConfigurationBuilder()
            .AddInMemoryCollection([
                new(StorageClients.Setting, "DefaultEndpointsProtocol=https;AccountName=none;AccountKey=bm9uZQ=="),
            ])
            .Build(),
        []
    );

    [Test]
    public void Nothing_is_reached_with_a_key_or_without_signing_in()
    {
        foreach (var environment in Templates.All)
        {
            var account = environment.Only(Account);

            Assert.That(account.At("properties.allowSharedKeyAccess").GetBoolean(), Is.False);
            Assert.That(account.At("properties.allowBlobPublicAccess").GetBoolean(), Is.False);
            Assert.That(account.At("properties.allowCrossTenantReplication").GetBoolean(), Is.False);
            Assert.That(account.At("properties.supportsHttpsTrafficOnly").GetBoolean(), Is.True);
            Assert.That(account.At("properties.minimumTlsVersion").GetString(), Is.EqualTo("TLS1_2"));
            Assert.That(
                environment.All($"{Blobs}/containers").Select(c => c.At("properties.publicAccess").GetString()),
                Is.All.EqualTo("None")
            );
        }
    }

    [Test, Property("Promise", "P6")]
    public void An_upload_ends_after_a_day_at_the_latest_and_a_result_after_seven()
    {
        Assert.That(
            Rules(Templates.Production),
            Is.EquivalentTo(
                new[] { ($"{Clients.Uploads.Name}/", "delete", 1), ($"{Clients.Results.Name}/", "delete", 7) }
            )
        );
        Assert.That(Rules(Templates.Test), Is.EquivalentTo(Rules(Templates.Production)));
    }

    [Test, Property("Promise", "P6")]
    public void What_is_deleted_is_gone()
    {
        foreach (var environment in Templates.All)
        {
            var blobs = environment.Only(Blobs);

            Assert.That(blobs.At("properties.deleteRetentionPolicy.enabled").GetBoolean(), Is.False);
            Assert.That(blobs.At("properties.containerDeleteRetentionPolicy.enabled").GetBoolean(), Is.False);
            Assert.That(blobs.At("properties.restorePolicy.enabled").GetBoolean(), Is.False);
            Assert.That(blobs.At("properties.changeFeed.enabled").GetBoolean(), Is.False);
            Assert.That(blobs.At("properties.isVersioningEnabled").GetBoolean(), Is.False);
        }
    }

    [Test]
    public void Tables_and_containers_are_those_of_the_program()
    {
        var tables = Names<TableClient>(Clients, t => t.Name).Concat(BillingNames()).ToList();
        var containers = Names<BlobContainerClient>(Clients, c => c.Name).Append("deployments").ToList();

        Assert.That(Made(Templates.Production, $"{Account}/tableServices/tables"), Is.EquivalentTo(tables));
        Assert.That(Made(Templates.Production, $"{Blobs}/containers"), Is.EquivalentTo(containers));
        Assert.That(tables, Has.Count.GreaterThan(4).And.Contain("users"));
    }

    [Test, Property("Promise", "P17")]
    public void Without_paid_plans_there_is_no_place_for_payments()
    {
        Assert.That(Made(Templates.Bare, $"{Account}/tableServices/tables").Intersect(BillingNames()), Is.Empty);
        Assert.That(Templates.Bare.Settings()["Billing:PaidPlans"], Is.EqualTo("false"));
        Assert.That(Templates.Bare.Text, Does.Not.Contain("paypal-"));
    }

    [Test]
    public void Scripts_of_the_site_may_read_a_linked_picture_and_nobody_else_s()
    {
        Assert.That(Strings(Cors(Templates.Production), "allowedOrigins"), Is.EqualTo(AppTemplateTests.SiteOrigins));
        Assert.That(
            Strings(Cors(Templates.Test), "allowedOrigins").Single(),
            Does.Contain("website").And.Contain("outputs.origin"),
            "where no origin is named, the site's generated name is the one"
        );
        foreach (var environment in Templates.All)
        {
            Assert.That(Strings(Cors(environment), "allowedMethods"), Is.EqualTo(new[] { "GET", "HEAD" }));
        }
    }

    private static JsonElement Cors(TemplateSnapshot environment) =>
        environment.Only(Blobs).At("properties.cors.corsRules").EnumerateArray().Single();

    private static IEnumerable<(string Prefix, string Action, int Days)> Rules(TemplateSnapshot environment) =>
        from rule in environment.Only($"{Account}/managementPolicies").At("properties.policy.rules").EnumerateArray()
        where rule.GetProperty("enabled").GetBoolean()
        let definition = rule.GetProperty("definition")
        from prefix in Strings(definition.GetProperty("filters"), "prefixMatch")
        from action in definition.GetProperty("actions").GetProperty("baseBlob").EnumerateObject()
        select (prefix, action.Name, action.Value.GetProperty("daysAfterCreationGreaterThan").GetInt32());

    private static IEnumerable<string> Made(TemplateSnapshot environment, string type) =>
        environment.All(type).Select(r => r.Leaf);

    private static List<string> BillingNames() => Names<TableClient>(new BillingTables(Clients, null!), t => t.Name);

    private static List<string> Names<TClient>(object owner, Func<TClient, string> name) =>
        [.. owner.GetType().GetProperties().Select(p => p.GetValue(owner)).OfType<TClient>().Select(name)];

    private static List<string?> Strings(JsonElement element, string property) =>
        [.. element.GetProperty(property).EnumerateArray().Select(v => v.GetString())];
}
