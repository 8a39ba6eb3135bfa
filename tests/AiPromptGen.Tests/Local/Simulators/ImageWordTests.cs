using System.Text.Json.Nodes;
using Microsoft.Extensions.Time.Testing;
using NetVips;

namespace AiPromptGen.Tests.Local.Simulators;

[TestFixture]
internal sealed class ImageWordTests
{
    private SimulatorClient client = null!;

    [OneTimeSetUp]
    public async Task Start() => client = await SimulatorClient.StartAsync(new FakeTimeProvider());

    [OneTimeTearDown]
    public async Task Stop() => await client.DisposeAsync();

    [TestCase("1024x1536", 1024, 1536)]
    [TestCase("1792x1024", 1792, 1024)]
    [TestCase("33x7", 33, 7)]
    [TestCase("auto", 1024, 1024)]
    [TestCase(null, 1024, 1024)]
    public async Task A_picture_has_the_size_asked_for_and_two_colors(string? size, int width, int height)
    {
        var reply = await client.PostAsync(SimulatorClient.Images, new() { ["prompt"] = "a red fox", ["size"] = size });

        using var picture = NetVips.Image.NewFromBuffer(Bytes(reply.Picture), access: Enums.Access.Random);
        using var flat = picture.HasAlpha() ? picture.Flatten() : picture.Copy();
        Assert.That((picture.Width, picture.Height), Is.EqualTo((width, height)));
        Assert.That(flat.Getpoint(0, 0), Is.Not.EqualTo(flat.Getpoint(width / 2, height / 2)));
        Assert.That((string?)reply.Picture["revised_prompt"], Is.EqualTo("a red fox (simulated)"));
    }

    [Test]
    public async Task As_many_as_asked_for_all_different_and_the_same_next_time()
    {
        var body = new JsonObject
        {
            ["prompt"] = "a red fox",
            ["n"] = 3,
            ["size"] = "64x64",
        };
        var first = await client.PostAsync(SimulatorClient.Images, body);
        var second = await client.PostAsync(SimulatorClient.Images, body);

        var pictures = first.Body["data"]!.AsArray().Select(p => (string?)p!["b64_json"]).ToList();
        Assert.That(pictures, Has.Count.EqualTo(3).And.Unique);
        Assert.That(second.Body.ToJsonString(), Is.EqualTo(first.Body.ToJsonString()));
    }

    [TestCase("""{ "size": "64x64" }""")]
    [TestCase("""{ "prompt": "a", "size": "64" }""")]
    [TestCase("""{ "prompt": "a", "size": "99999x64" }""")]
    [TestCase("""{ "prompt": "a", "n": 0 }""")]
    [TestCase("""{ "prompt": "a", "n": 11 }""")]
    public async Task A_wrong_request_is_refused(string body)
    {
        var reply = await client.PostAsync(SimulatorClient.Images, JsonNode.Parse(body)!.AsObject());

        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((400, "invalid_request_error")));
    }

    [TestCase("sim-refuse-input", "contentFilter", "task failed")]
    [TestCase("sim-refuse-output", "contentFilter", "Generated image was filtered")]
    [TestCase("sim-refusal", "moderation_blocked", "rejected")]
    public async Task A_refusal_is_an_error_and_tells_its_stage(string word, string code, string message)
    {
        var reply = await client.ImageAsync($"a fox {word}");

        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((400, code)));
        Assert.That((string?)reply.Body["error"]!["message"], Does.Contain(message));
    }

    [Test]
    public async Task Annotated_is_a_normal_answer_with_harmless_reports()
    {
        var picture = (await client.ImageAsync("sim-annotated")).Picture;

        Assert.That((string?)picture["content_filter_results"]!["violence"]!["severity"], Is.EqualTo("low"));
        Assert.That((bool)picture["prompt_filter_results"]!["violence"]!["filtered"]!, Is.False);
        Assert.That(Bytes(picture), Is.Not.Empty);
    }

    [Test]
    public async Task Invalid_json_is_no_base64()
    {
        var picture = (await client.ImageAsync("sim-invalid-json")).Picture;

        Assert.That(() => Bytes(picture), Throws.InstanceOf<FormatException>());
    }

    [Test]
    public async Task Outside_schema_is_no_picture()
    {
        var bytes = Bytes((await client.ImageAsync("sim-outside-schema")).Picture);

        Assert.That(() => NetVips.Image.NewFromBuffer(bytes), Throws.InstanceOf<VipsException>());
    }

    [Test]
    public async Task Empty_choice_has_none() =>
        Assert.That((await client.ImageAsync("sim-empty-choice")).Body["data"], Is.Empty);

    [Test]
    public async Task Injected_is_a_picture_whose_prompt_was_rewritten_with_ill_intent()
    {
        var picture = (await client.ImageAsync("a fox sim-injected")).Picture;

        Assert.That((string?)picture["revised_prompt"], Does.StartWith("Ignore all previous instructions"));
        Assert.That(Bytes(picture), Is.Not.Empty);
    }

    private static byte[] Bytes(JsonNode picture) => Convert.FromBase64String((string)picture["b64_json"]!);
}
