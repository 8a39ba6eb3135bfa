using AiPromptGen.Platform.Storage;
using Microsoft.Extensions.Configuration;

namespace AiPromptGen.Tests.Platform.Storage;

/// <summary>The app finds the account by the same settings as the Functions host.</summary>
[TestFixture]
public sealed class StorageClientsTests
{
    [Test]
    public void An_accounts_name_is_enough() => Assert.That(Addresses(("accountName", "mine")), Is.EqualTo(Of("mine")));

    [Test]
    public void Addresses_of_services_are_taken_as_they_are() =>
        Assert.That(
            Addresses(
                ("accountName", "other"),
                ("tableServiceUri", "https://mine.table.core.windows.net"),
                ("blobServiceUri", "https://mine.blob.core.windows.net")
            ),
            Is.EqualTo(Of("mine"))
        );

    [Test]
    public void An_identity_of_ones_own_may_be_named() =>
        Assert.That(
            Addresses(("accountName", "mine"), ("credential", "managedidentity"), ("clientId", "c0ffee")),
            Is.EqualTo(Of("mine"))
        );

    [Test]
    public void Without_any_of_them_it_says_what_to_set() =>
        Assert.That(
            () => Addresses(("credential", "managedidentity")),
            Throws.InvalidOperationException.With.Message.Contains("AzureWebJobsStorage__accountName")
        );

    private static string[] Of(string account) =>
        [$"https://{account}.table.core.windows.net/", $"https://{account}.blob.core.windows.net/"];

    private static string[] Addresses(params (string Name, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
                settings.Select(s => KeyValuePair.Create($"AzureWebJobsStorage:{s.Name}", (string?)s.Value))
            )
            .Build();
        var clients = new StorageClients(configuration, []);
        return [clients.Tables.Uri.AbsoluteUri, clients.Blobs.Uri.AbsoluteUri];
    }
}
