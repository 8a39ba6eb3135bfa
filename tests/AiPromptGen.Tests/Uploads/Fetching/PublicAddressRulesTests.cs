using System.Net;
using AiPromptGen.Uploads.Fetching;
using CsCheck;

namespace AiPromptGen.Tests.Uploads.Fetching;

[TestFixture]
public sealed class PublicAddressRulesTests
{
    [TestCase("1.1.1.1")]
    [TestCase("8.8.8.8")]
    [TestCase("9.255.255.255")]
    [TestCase("11.0.0.0")]
    [TestCase("93.184.216.34")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("168.63.129.15")]
    [TestCase("168.63.129.17")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("192.0.1.0")]
    [TestCase("192.167.255.255")]
    [TestCase("198.17.255.255")]
    [TestCase("198.20.0.0")]
    [TestCase("223.255.255.255")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("2001:200::1")]
    [TestCase("2003::1")]
    [TestCase("2a00:1450:4001:80b::200e")]
    public void What_everybody_reaches_is_public(string address) =>
        Assert.That(PublicAddressRules.IsPublic(IPAddress.Parse(address)), Is.True);

    [TestCase("0.0.0.0")]
    [TestCase("0.255.255.255")]
    [TestCase("10.0.0.0")]
    [TestCase("10.255.255.255")]
    [TestCase("100.64.0.0")]
    [TestCase("100.127.255.255")]
    [TestCase("127.0.0.1")]
    [TestCase("127.255.255.254")]
    [TestCase("168.63.129.16", Description = "Azure's platform address")]
    [TestCase("169.254.169.254", Description = "instance metadata")]
    [TestCase("169.254.0.0")]
    [TestCase("172.16.0.0")]
    [TestCase("172.31.255.255")]
    [TestCase("192.0.0.192")]
    [TestCase("192.0.2.1")]
    [TestCase("192.31.196.1")]
    [TestCase("192.52.193.1")]
    [TestCase("192.88.99.1")]
    [TestCase("192.168.0.0")]
    [TestCase("192.168.255.255")]
    [TestCase("192.175.48.1")]
    [TestCase("198.18.0.0")]
    [TestCase("198.19.255.255")]
    [TestCase("198.51.100.7")]
    [TestCase("203.0.113.7")]
    [TestCase("224.0.0.1")]
    [TestCase("239.255.255.255")]
    [TestCase("240.0.0.1")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::7f00:1", Description = "compatible with 127.0.0.1")]
    [TestCase("::808:808", Description = "compatible with 8.8.8.8")]
    [TestCase("::ffff:127.0.0.1", Description = "mapped")]
    [TestCase("::ffff:169.254.169.254")]
    [TestCase("::ffff:8.8.8.8")]
    [TestCase("::ffff:0:127.0.0.1", Description = "SIIT")]
    [TestCase("64:ff9b::127.0.0.1", Description = "NAT64")]
    [TestCase("64:ff9b::a9fe:a9fe")]
    [TestCase("64:ff9b:1::a00:1", Description = "NAT64 of a local network")]
    [TestCase("100::1", Description = "discard")]
    [TestCase("2001::1", Description = "Teredo")]
    [TestCase("2001:0:4136:e378:8000:63bf:3fff:fdd2")]
    [TestCase("2001:10::1", Description = "ORCHID")]
    [TestCase("2001:20::1")]
    [TestCase("2001:db8::1")]
    [TestCase("2002:7f00:1::", Description = "6to4 of 127.0.0.1")]
    [TestCase("2002:a9fe:a9fe::1")]
    [TestCase("2620:4f:8000::1")]
    [TestCase("3fff::1")]
    [TestCase("5f00::1")]
    [TestCase("fc00::1")]
    [TestCase("fd00:ec2::254", Description = "instance metadata elsewhere")]
    [TestCase("fe80::1")]
    [TestCase("fe80::1%1")]
    [TestCase("fec0::1", Description = "site-local")]
    [TestCase("ff02::1")]
    [Property("Promise", "P5")]
    public void What_only_some_reach_is_not(string address) =>
        Assert.That(PublicAddressRules.IsPublic(IPAddress.Parse(address)), Is.False);

    [Test]
    public void No_address_with_a_private_one_inside_is_public()
    {
        var prefixes = new[] { "::", "::ffff:", "::ffff:0:", "64:ff9b::", "64:ff9b:1::" };
        var inside =
            from prefix in Gen.Int[0, prefixes.Length - 1].Select(i => prefixes[i])
            from four in Gen.Byte.Array[4]
            select IPAddress.Parse($"{prefix}{new IPAddress(four)}");

        inside.Sample(address => !PublicAddressRules.IsPublic(address), iter: 2_000, seed: "0000Fetch001");
    }
}
