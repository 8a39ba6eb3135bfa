using System.Text.Json;
using AiPromptGen.Tests.Architecture;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>The function app, its plan and who may call it from a browser.</summary>
[TestFixture]
public sealed class AppTemplateTests
{
    internal static readonly string[] SiteOrigins =
    [
        "https://aiimagepromptgenerator.org",
        "https://www.aiimagepromptgenerator.org",
    ];

    /// <summary>
    /// Settings that are deprecated on Flex Consumption; some are refused with an error:
    /// learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations
    /// </summary>
    private static readonly string[] DeprecatedSettings =
    [
        "ENABLE_ORYX_BUILD",
        "FUNCTIONS_EXTENSION_VERSION",
        "FUNCTIONS_MAX_HTTP_CONCURRENCY",
        "FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED",
        "FUNCTIONS_WORKER_PROCESS_COUNT",
        "FUNCTIONS_WORKER_RUNTIME",
        "FUNCTIONS_WORKER_RUNTIME_VERSION",
        "SCM_DO_BUILD_DURING_DEPLOYMENT",
        "TZ",
        "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
        "WEBSITE_CONTENTOVERVNET",
        "WEBSITE_CONTENTSHARE",
        "WEBSITE_DNS_SERVER",
        "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
        "WEBSITE_NODE_DEFAULT_VERSION",
        "WEBSITE_RUN_FROM_PACKAGE",
        "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
        "WEBSITE_TIME_ZONE",
        "WEBSITE_VNET_ROUTE_ALL",
    ];

    private static readonly string[] DeprecatedProperties =
    [
        "alwaysOn",
        "containerSize",
        "ftpsState",
        "functionAppScaleLimit",
        "isReserved",
        "isXenon",
        "javaVersion",
        "linuxFxVersion",
        "netFrameworkVersion",
        "powerShellVersion",
        "preWarmedInstanceCount",
        "use32BitWorkerProcess",
        "vnetRouteAllEnabled",
        "windowsFxVersion",
    ];

    [Test]
    public void It_is_net_10_on_flex_consumption_with_durable_always_ready()
    {
        foreach (var environment in Templates.All)
        {
            var app = App(environment);
            var ready = app.At("properties.functionAppConfig.scaleAndConcurrency.alwaysReady")
                .EnumerateArray()
                .ToDictionary(
                    group => group.GetProperty("name").GetString()!,
                    group => group.GetProperty("instanceCount").GetInt32()
                );

            Assert.That(environment.Only("Microsoft.Web/serverfarms").At("sku.name").GetString(), Is.EqualTo("FC1"));
            Assert.That(
                app.At("properties.functionAppConfig.runtime").ToString(),
                Does.Contain("dotnet-isolated").And.Contain("10.0")
            );
            Assert.That(
                app.At("properties.functionAppConfig.scaleAndConcurrency.instanceMemoryMB").GetInt32(),
                Is.EqualTo(2048)
            );
            Assert.That(ready["durable"], Is.EqualTo(1));
            Assert.That(ready.GetValueOrDefault("http"), Is.EqualTo(environment.Environment == "production" ? 2 : 0));
        }
    }

    /// <summary>A watcher of /events holds its request for 200 seconds; the plan's own number for this size is 16.</summary>
    [Test]
    public void Many_may_watch_one_instance() =>
        Assert.That(
            Templates.All.Select(t =>
                App(t)
                    .At("properties.functionAppConfig.scaleAndConcurrency.triggers.http.perInstanceConcurrency")
                    .GetInt32()
            ),
            Is.All.EqualTo(100)
        );

    /// <summary>It costs more than all the rest together, because every timer is a group of its own (docs/scale.md).</summary>
    [Test]
    public void Two_zones_are_by_parameter()
    {
        foreach (var environment in Templates.All.Append(Templates.Failover))
        {
            Assert.That(
                environment.Only("Microsoft.Web/serverfarms").At("properties.zoneRedundant").GetBoolean(),
                Is.EqualTo(environment.Environment == "failover"),
                environment.Environment
            );
        }
    }

    /// <summary>Nothing is deployed to the site yet, and the free plan serves both of its domains.</summary>
    [Test]
    public void The_site_costs_nothing_until_somebody_asks_for_more() =>
        Assert.That(
            Templates.All.Select(t => t.Only("Microsoft.Web/staticSites").At("sku.name").GetString()),
            Is.All.EqualTo("Free")
        );

    [Test]
    public void It_speaks_tls_1_2_only_and_nobody_publishes_with_a_password()
    {
        foreach (var environment in Templates.All)
        {
            var app = App(environment);
            var publishing = environment.All("Microsoft.Web/sites/basicPublishingCredentialsPolicies").ToList();

            Assert.That(app.At("properties.httpsOnly").GetBoolean(), Is.True);
            Assert.That(app.At("properties.siteConfig.minTlsVersion").GetString(), Is.EqualTo("1.2"));
            Assert.That(app.At("properties.siteConfig.scmMinTlsVersion").GetString(), Is.EqualTo("1.2"));
            Assert.That(publishing.Select(p => p.Leaf), Is.EquivalentTo(new[] { "ftp", "scm" }));
            Assert.That(publishing.Select(p => p.At("properties.allow").GetBoolean()), Is.All.False);
        }
    }

    [Test]
    public void It_reads_its_package_and_its_secrets_with_its_identity()
    {
        foreach (var environment in Templates.All)
        {
            var app = App(environment);

            Assert.That(app.At("identity.type").GetString(), Is.EqualTo("UserAssigned"));
            Assert.That(
                app.At("properties.keyVaultReferenceIdentity").GetString(),
                Does.EndWith($"/userAssignedIdentities/id-aipromptgen-{environment.Environment}")
            );
            Assert.That(
                app.At("properties.functionAppConfig.deployment.storage.authentication.type").GetString(),
                Is.EqualTo("UserAssignedIdentity")
            );
            Assert.That(
                app.At("properties.functionAppConfig.deployment.storage.value").GetString(),
                Does.Contain("/deployments")
            );
        }
    }

    [Test]
    public void Browsers_call_it_from_the_site_alone_and_without_cookies()
    {
        var cors = App(Templates.Production).At("properties.siteConfig.cors");

        Assert.That(Origins(cors), Is.EqualTo(SiteOrigins));
        Assert.That(Origins(App(Templates.Test).At("properties.siteConfig.cors")).Single(), Does.Contain("website"));
        foreach (var environment in Templates.All)
        {
            var rule = App(environment).At("properties.siteConfig.cors");
            Assert.That(rule.GetProperty("supportCredentials").GetBoolean(), Is.False);
            Assert.That(Origins(rule), Has.None.Contains("*"));
        }
    }

    [Test]
    public void Nothing_is_set_that_the_plan_no_longer_knows()
    {
        foreach (var environment in Templates.All)
        {
            var properties = App(environment).Properties;
            var names = Names(properties).ToHashSet(StringComparer.OrdinalIgnoreCase);

            Assert.That(environment.Settings().Keys.Intersect(DeprecatedSettings), Is.Empty);
            Assert.That(names.Intersect(DeprecatedProperties, StringComparer.OrdinalIgnoreCase), Is.Empty);
            Assert.That(names, Does.Contain("minTlsVersion"), "the walk reaches siteConfig");
        }
    }

    /// <summary>It would replace instances while storage is down; the test from outside asks instead.</summary>
    [Test]
    public void Health_is_asked_from_outside_and_not_by_the_platform()
    {
        foreach (var environment in Templates.All)
        {
            var test = environment.Only("Microsoft.Insights/webtests");

            Assert.That(Names(App(environment).Properties), Has.None.EqualTo("healthCheckPath"));
            Assert.That(test.At("properties.Request.RequestUrl").GetString(), Does.Contain("/api/health"));
            Assert.That(test.At("properties.ValidationRules.ExpectedHttpStatusCode").GetInt32(), Is.EqualTo(200));
            Assert.That(test.At("properties.Locations").GetArrayLength(), Is.GreaterThanOrEqualTo(5));
        }
    }

    [Test]
    public void Every_type_has_one_stable_version()
    {
        var versions = Templates
            .All.SelectMany(t => t.Resources)
            .Select(r => (r.Type, Version: r.At("apiVersion").GetString()!))
            .Distinct()
            .ToList();

        // Diagnostic settings have never had another version that is as new.
        Assert.That(
            versions.Where(v => v.Type != "Microsoft.Insights/diagnosticSettings").Select(v => v.Version),
            Has.None.Contains("preview")
        );
        Assert.That(versions.Select(v => v.Type.ToUpperInvariant()), Is.Unique);
        Assert.That(versions, Has.Count.GreaterThan(25));
    }

    [Test]
    public void A_template_can_be_read_at_once() =>
        Assert.That(
            Repository
                .Files("infra", ".bicep")
                // main.bicep, which puts the modules together, is a list and may be longer.
                .Where(f => f.Lines > (f.Name == "main.bicep" ? 250 : 150))
                .Select(f => $"{f.Path} has {f.Lines} lines"),
            Is.Empty
        );

    [Test]
    public void Templates_hand_out_names_and_addresses_only()
    {
        using var compiled = JsonDocument.Parse(Templates.Compiled);
        var outputs = compiled.RootElement.GetProperty("outputs").EnumerateObject().Select(o => o.Name);

        Assert.That(
            outputs,
            Is.EquivalentTo(
                new[]
                {
                    "AZURE_RESOURCE_GROUP",
                    "AZURE_KEY_VAULT_NAME",
                    "AZURE_FUNCTION_APP_NAME",
                    "API_ADDRESS",
                    "BLOB_ADDRESS",
                    "SIGN_IN_ADDRESS",
                    "SITE_ADDRESS",
                }
            )
        );
    }

    private static TemplateResource App(TemplateSnapshot environment) => environment.Only("Microsoft.Web/sites");

    private static List<string?> Origins(JsonElement cors) =>
        [.. cors.GetProperty("allowedOrigins").EnumerateArray().Select(o => o.GetString())];

    private static IEnumerable<string> Names(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Names(p.Value).Prepend(p.Name)),
            JsonValueKind.Array => element.EnumerateArray().SelectMany(Names),
            _ => [],
        };
}
