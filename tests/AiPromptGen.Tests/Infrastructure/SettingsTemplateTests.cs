using System.Text.RegularExpressions;
using AiPromptGen.Platform;
using AiPromptGen.Tests.Architecture;
using AiPromptGen.Tests.Platform;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>The program knows all settings of the app in the templates and starts with their values.</summary>
[TestFixture]
public sealed partial class SettingsTemplateTests
{
    /// <summary>Read by the Functions host, the storage clients and the exporters.</summary>
    private static readonly string[] OfThePlatform =
    [
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "ASPNETCORE_FORWARDEDHEADERS_ENABLED",
        "OTEL_TRACES_SAMPLER",
        "OTEL_TRACES_SAMPLER_ARG",
        "AzureWebJobsStorage:blobServiceUri",
        "AzureWebJobsStorage:clientId",
        "AzureWebJobsStorage:credential",
        "AzureWebJobsStorage:queueServiceUri",
        "AzureWebJobsStorage:tableServiceUri",
    ];

    [Test]
    public void Every_setting_is_one_that_something_reads()
    {
        foreach (var environment in Templates.All.Append(Templates.Judged))
        {
            var settings = environment.Settings();
            var ours = settings
                .Where(s => !OfThePlatform.Contains(s.Key))
                .ToDictionary(s => s.Key, s => Known(s.Value), StringComparer.Ordinal);

            Assert.That(SettingsSampleTests.UnknownIn(ours), Is.Empty, environment.Environment);
            Assert.That(OfThePlatform.Except(settings.Keys), Is.Empty);

            ours["Credits:SignUpCredit"] = "1";
            Assert.That(SettingsSampleTests.UnknownIn(ours), Is.Not.Empty, "one that nothing reads is found");
        }
    }

    [Test]
    public void The_program_starts_on_Azure_with_them()
    {
        foreach (var environment in Templates.All.Append(Templates.Judged))
        {
            var settings = environment
                .Settings()
                .Where(s => !OfThePlatform.Contains(s.Key))
                .ToDictionary(s => s.Key, s => Known(s.Value), StringComparer.Ordinal);
            settings["WEBSITE_SITE_NAME"] = "func-somewhere";

            Assert.That(() => SettingsSampleTests.Start(settings), Throws.Nothing, environment.Environment);
        }
    }

    /// <summary>App Service takes letters, digits, periods and underscores; periods do not survive on Linux.</summary>
    [Test]
    public void Names_are_such_as_App_Service_takes() =>
        Assert.That(
            Templates.All.SelectMany(t =>
                t.Only("Microsoft.Web/sites/config").Properties.EnumerateObject().Select(p => p.Name)
            ),
            Is.All.Match("^[A-Za-z0-9_]+$")
        );

    [Test]
    public void What_the_sample_treats_as_a_secret_is_in_the_vault()
    {
        foreach (var environment in Templates.All)
        {
            var secrets = environment.Settings().Where(s => IsSecret(s.Key)).ToList();

            Assert.That(secrets, Has.Count.GreaterThanOrEqualTo(2));
            Assert.That(
                secrets.Where(s => !s.Value!.StartsWith(SecretReferences.Start, StringComparison.Ordinal)),
                Is.Empty
            );
        }

        Assert.That(
            Templates.Production.Settings().Keys.Where(IsSecret),
            Is.EquivalentTo(
                new[]
                {
                    "Audit:AccountKeys:0:Secret",
                    "Credits:ErasedKeySecret",
                    "PayPal:ClientId",
                    "PayPal:ClientSecret",
                    "PayPal:WebhookId",
                }
            ),
            "providers and storage are signed in to with the identity"
        );
    }

    [Test]
    public void The_script_makes_or_names_each_secret()
    {
        var script = Repository
            .Read("infra/secrets.sh")
            .Replace("audit-key-$id", "audit-key-k1", StringComparison.Ordinal);
        var names = SecretName().Matches(Templates.Production.Text).Select(m => m.Groups["name"].Value).Distinct();

        Assert.That(
            names,
            Is.EquivalentTo(
                new[]
                {
                    "audit-key-k1",
                    "erased-key-secret",
                    "paypal-client-id",
                    "paypal-client-secret",
                    "paypal-webhook-id",
                }
            )
        );
        Assert.That(names.Where(name => !script.Contains(name, StringComparison.Ordinal)), Is.Empty);
    }

    [Test]
    public void Routes_of_models_lead_to_deployments()
    {
        var settings = Templates.Production.Settings();
        var models = settings
            .Where(s =>
                s.Key.StartsWith("Generations:Routes:", StringComparison.Ordinal)
                && s.Key.EndsWith(":Model", StringComparison.Ordinal)
            )
            .Select(s => s.Value)
            .Distinct();
        var deployments = Templates.Production.All("Microsoft.CognitiveServices/accounts/deployments");

        Assert.That(models, Is.EquivalentTo(deployments.Select(d => d.Leaf)));
        Assert.That(
            settings["AzureOpenAI:Endpoint"],
            Does.Contain(
                Templates
                    .Production.Only("Microsoft.CognitiveServices/accounts")
                    .At("properties.customSubDomainName")
                    .GetString()
            )
        );
    }

    /// <summary>Without models there is no route and no endpoint: the embedded engine answers.</summary>
    [Test]
    public void Without_models_there_is_nothing_of_them() =>
        Assert.That(
            Templates.Bare.Settings().Keys.Where(k => k.StartsWith("Generations:", StringComparison.Ordinal)),
            Is.Empty
        );

    private static bool IsSecret(string key) =>
        key.StartsWith("PayPal:", StringComparison.Ordinal)
            ? key is not "PayPal:Environment"
            : key.Split(':')[^1] is var name
                && (
                    name.EndsWith("Secret", StringComparison.Ordinal)
                    || name.EndsWith("ApiKey", StringComparison.Ordinal)
                    || name.EndsWith("Pem", StringComparison.Ordinal)
                );

    /// <summary>As the app gets it: references followed, what only Azure knows replaced by something of that kind.</summary>
    private static string? Known(string? value) =>
        value switch
        {
            not null when value.StartsWith(SecretReferences.Start, StringComparison.Ordinal) => $"secret {value}",
            not null when value.StartsWith('[') => "https://known.later.example/",
            _ => value,
        };

    [GeneratedRegex(@"SecretName=(?<name>[a-z0-9-]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex SecretName();
}
