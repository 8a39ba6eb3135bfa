using System.Net;
using System.Text.Json;
using AiPromptGen.Uploads.Fetching;

namespace AiPromptGen.Tests.Infrastructure;

/// <summary>In production the network lets the app reach the public web and nothing else. The code checks addresses as well.</summary>
[TestFixture]
public sealed class NetworkTemplateTests
{
    private static readonly string[] Inside =
    [
        "10.0.0.1",
        "100.64.0.1",
        "127.0.0.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.254",
        "192.168.0.1",
        "168.63.129.16",
    ];

    [Test]
    public void The_app_is_in_the_subnet_behind_the_wall()
    {
        var subnet = Templates.Production.Only("Microsoft.Network/virtualNetworks/subnets");

        Assert.That(
            Templates.Production.Only("Microsoft.Web/sites").At("properties.virtualNetworkSubnetId").GetString(),
            Does.Contain("'network-{0}'").And.Contain("outputs.subnetId")
        );
        Assert.That(subnet.At("properties.networkSecurityGroup.id").GetString(), Does.Contain("/nsg-aipromptgen-"));
        Assert.That(subnet.At("properties.natGateway.id").GetString(), Does.Contain("/nat-aipromptgen-"));
        Assert.That(subnet.At("properties.defaultOutboundAccess").GetBoolean(), Is.False);
        Assert.That(subnet.At("properties.delegations").ToString(), Does.Contain("Microsoft.App/environments"));
    }

    /// <summary>What goes through the gateway is paid by the gigabyte; storage, models and vault are of the same region.</summary>
    [Test]
    public void Storage_models_and_vault_are_reached_without_the_gateway() =>
        Assert.That(
            Templates
                .Production.Only("Microsoft.Network/virtualNetworks/subnets")
                .At("properties.serviceEndpoints")
                .EnumerateArray()
                .Select(endpoint => endpoint.GetProperty("service").GetString()),
            Is.EqualTo(new[] { "Microsoft.Storage", "Microsoft.CognitiveServices", "Microsoft.KeyVault" })
        );

    [Test]
    public void A_release_is_tried_behind_the_same_wall() =>
        Assert.That(
            Templates.Test.Only("Microsoft.Network/networkSecurityGroups").At("properties").ToString(),
            Is.EqualTo(Templates.Production.Only("Microsoft.Network/networkSecurityGroups").At("properties").ToString())
        );

    [Test]
    public void Addresses_inside_are_denied_before_the_web_is_allowed()
    {
        var rules = Rules();
        var web = rules.Single(r => r.Name == "allow-web");
        var denied = rules.Where(r => r.Access == "Deny" && r.Priority < web.Priority).SelectMany(r => r.To).ToList();
        var networks = denied.Where(to => to.Contains('/', StringComparison.Ordinal)).Select(IPNetwork.Parse).ToList();

        foreach (var address in Inside.Select(IPAddress.Parse))
        {
            Assert.That(networks.Any(network => network.Contains(address)), Is.True, address.ToString());
            Assert.That(PublicAddressRules.IsPublic(address), Is.False, "the code refuses it too");
        }

        Assert.That(denied, Does.Contain("AzurePlatformIMDS"));
        Assert.That(networks.Any(network => network.Contains(IPAddress.Parse("93.184.215.14"))), Is.False);
    }

    [Test]
    public void Only_ports_of_the_web_are_open_and_the_rest_is_denied()
    {
        var rules = Rules();
        var allowed = rules.Where(r => r.Access == "Allow").ToList();

        Assert.That(allowed.Select(r => r.Name), Is.EqualTo(new[] { "allow-own-subnet", "allow-web" }));
        Assert.That(allowed[1].To, Is.EqualTo(new[] { "Internet" }));
        Assert.That(allowed[1].Ports, Is.EqualTo(new[] { "80", "443" }));
        Assert.That((rules[^1].Name, rules[^1].Access), Is.EqualTo(("deny-all", "Deny")));
        Assert.That(rules[^1].To, Is.EqualTo(new[] { "*" }));
    }

    private static List<Outbound> Rules() =>
        [
            .. Templates
                .Production.Only("Microsoft.Network/networkSecurityGroups")
                .At("properties.securityRules")
                .EnumerateArray()
                .Select(rule =>
                {
                    var p = rule.GetProperty("properties");
                    return new Outbound(
                        rule.GetProperty("name").GetString()!,
                        p.GetProperty("priority").GetInt32(),
                        p.GetProperty("access").GetString()!,
                        Values(p, "destinationAddressPrefix"),
                        Values(p, "destinationPortRange")
                    );
                })
                .OrderBy(rule => rule.Priority),
        ];

    private static IReadOnlyList<string> Values(JsonElement properties, string name) =>
        properties.TryGetProperty(name, out var one) ? [one.GetString()!]
        : properties.TryGetProperty(name + (name.EndsWith('x') ? "es" : "s"), out var many)
            ? [.. many.EnumerateArray().Select(v => v.GetString()!)]
        : [];

    private sealed record Outbound(
        string Name,
        int Priority,
        string Access,
        IReadOnlyList<string> To,
        IReadOnlyList<string> Ports
    );
}
