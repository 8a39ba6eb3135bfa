using System.Text.Json;
using System.Text.Json.Nodes;
using AiPromptGen.Simulators;
using AiPromptGen.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace AiPromptGen.Tests.Local.Simulators;

[TestFixture]
internal sealed class ChatWordTests
{
    private SimulatorClient client = null!;

    [OneTimeSetUp]
    public async Task Start() => client = await SimulatorClient.StartAsync(new FakeTimeProvider());

    [OneTimeTearDown]
    public async Task Stop() => await client.DisposeAsync();

    [Test]
    public async Task An_idea_is_answered_by_the_schema_and_in_its_own_words()
    {
        var reply = await client.ChatAsync("a red fox in snow");

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That((string?)reply.Choice["finish_reason"], Is.EqualTo("stop"));
        Assert.That(reply.Body.ContainsKey("prompt_filter_results"), Is.False);
        var answer = Valid(reply);
        Assert.That((string?)answer["summary"], Is.EqualTo("a red fox in snow (simulated)"));
        Assert.That((string?)answer["subjects"]![0]!["phrase"], Is.EqualTo("a red fox in snow"));
        Assert.That((string?)answer["mood"], Is.Not.Empty);
        Assert.That(answer["nothingKnown"], Is.Null);
    }

    [Test]
    public async Task Data_is_about_the_idea_in_it()
    {
        var reply = await client.ChatAsync("""{"idea":"an old \"harbour\"","detail":"full"}""");

        Assert.That((string?)Valid(reply)["summary"], Is.EqualTo("an old harbour (simulated)"));
    }

    [Test]
    public async Task The_same_request_gets_the_same_bytes_and_another_one_does_not()
    {
        var first = await client.ChatAsync("a lantern");
        var second = await client.ChatAsync("a lantern");
        var other = await client.ChatAsync("a kettle");

        Assert.That(second.Body.ToJsonString(), Is.EqualTo(first.Body.ToJsonString()));
        Assert.That(other.Content, Is.Not.EqualTo(first.Content));
    }

    [Test]
    public async Task A_picture_is_answered_by_its_bytes()
    {
        var wide = await SummaryAsync(PictureOf(40, 20, [220, 30, 20]));
        var tall = await SummaryAsync(PictureOf(20, 40, [20, 40, 90]));
        var none = await SummaryAsync("AAAA");

        Assert.That(wide, Does.StartWith("a wide evenly lit picture, mostly red").And.EndsWith("(simulated)"));
        Assert.That(tall, Does.StartWith("a tall dark picture, mostly dark blue").And.EndsWith("(simulated)"));
        Assert.That(none, Does.Contain("cannot read"));
    }

    private static string PictureOf(int width, int height, double[] color)
    {
        using var black = NetVips.Image.Black(width, height, bands: 3);
        using var painted = black + color;
        using var bytes = painted.Cast(NetVips.Enums.BandFormat.Uchar);
        return Convert.ToBase64String(bytes.PngsaveBuffer());
    }

    private async Task<string?> SummaryAsync(string picture)
    {
        var reply = await client.PostAsync(
            SimulatorClient.Chat,
            SimulatorClient.ChatBody("{}", $"data:image/png;base64,{picture}")
        );
        return (string?)Valid(reply)["summary"];
    }

    [Test]
    public async Task A_picture_by_address_is_refused_for_nothing_is_fetched()
    {
        var reply = await client.PostAsync(
            SimulatorClient.Chat,
            SimulatorClient.ChatBody("{}", "https://example.org/a.png")
        );

        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((400, "invalid_image_url")));
    }

    [Test]
    public async Task Refuse_input_is_an_error_with_the_categories()
    {
        var reply = await client.ChatAsync("a fox SIM-REFUSE-INPUT");

        var inner = reply.Body["error"]!["innererror"]!;
        Assert.That((reply.Status, reply.ErrorCode), Is.EqualTo((400, "content_filter")));
        Assert.That((string?)inner["code"], Is.EqualTo("ResponsibleAIPolicyViolation"));
        Assert.That((bool)inner["content_filter_result"]!["violence"]!["filtered"]!, Is.True);
        Assert.That((bool)inner["content_filter_result"]!["hate"]!["filtered"]!, Is.False);
    }

    [Test]
    public async Task Refuse_output_ends_with_the_filter()
    {
        var reply = await client.ChatAsync("sim-refuse-output");

        Assert.That(reply.Status, Is.EqualTo(200));
        Assert.That((string?)reply.Choice["finish_reason"], Is.EqualTo("content_filter"));
        Assert.That((bool)reply.Choice["content_filter_results"]!["violence"]!["filtered"]!, Is.True);
        Assert.That(reply.Choice["message"]!["content"], Is.Null);
    }

    [Test]
    public async Task Refusal_is_the_models_own()
    {
        var message = (await client.ChatAsync("sim-refusal")).Choice["message"]!;

        Assert.That((string?)message["refusal"], Is.Not.Empty);
        Assert.That(message["content"], Is.Null);
    }

    [Test]
    public async Task Annotated_is_a_normal_answer_with_harmless_reports()
    {
        var reply = await client.ChatAsync("a fox sim-annotated");

        var report = reply.Choice["content_filter_results"]!["violence"]!;
        Assert.That(((string?)report["severity"], (bool)report["filtered"]!), Is.EqualTo(("low", false)));
        Assert.That((string?)reply.Choice["content_filter_results"]!["hate"]!["severity"], Is.EqualTo("safe"));
        Assert.That(reply.Body["prompt_filter_results"]![0]!["content_filter_results"], Is.Not.Null);
        Assert.That((string?)Valid(reply)["summary"], Is.EqualTo("a fox (simulated)"));
    }

    [Test]
    public async Task Invalid_json_is_none()
    {
        var content = (await client.ChatAsync("sim-invalid-json")).Content;

        Assert.That(() => JsonNode.Parse(content), Throws.InstanceOf<JsonException>());
    }

    [Test]
    public async Task Outside_schema_is_json_of_another_shape()
    {
        var reply = await client.ChatAsync("sim-outside-schema");

        var answer = JsonNode.Parse(reply.Content)!.AsObject();
        var mistakes = string.Join('\n', JsonSchemaCheck.Mistakes(Schema(), answer));
        Assert.That(mistakes, Does.Contain("required").And.Contain("additionalProperties").And.Contain("type"));
        Assert.That((string?)answer["summary"], Has.Length.EqualTo(10_000));
    }

    [Test]
    public async Task Empty_choice_has_none() =>
        Assert.That((await client.ChatAsync("sim-empty-choice")).Body["choices"], Is.Empty);

    [Test]
    public async Task Injected_is_valid_and_tries_to_get_out()
    {
        var reply = await client.ChatAsync("a fox sim-injected");

        Valid(reply);
        foreach (var attack in new[] { "Ignore all previous", "--ar 16:9", "<script>", "https://" })
        {
            Assert.That(JsonNode.Parse(reply.Content)!.ToJsonString(Unescaped), Does.Contain(attack));
        }
    }

    [Test]
    public async Task Without_a_schema_it_is_a_sentence_or_the_simplest_object()
    {
        var body = SimulatorClient.ChatBody("a fox");
        body.Remove("response_format");
        var plain = await client.PostAsync(SimulatorClient.Chat, body);
        body["response_format"] = new JsonObject { ["type"] = "json_object" };
        var json = await client.PostAsync(SimulatorClient.Chat, body);

        Assert.That(plain.Content, Is.EqualTo("a fox (simulated)"));
        Assert.That((string?)JsonNode.Parse(json.Content)!["summary"], Is.EqualTo("a fox (simulated)"));
    }

    [TestCase("a fox sim-429 sim-503", 429)]
    [TestCase("sim-503, then sim-429", 503)]
    [TestCase("xsim-500", 500)]
    [TestCase("sim-5000", 200)]
    public async Task The_first_word_counts_wherever_it_stands(string text, int status) =>
        Assert.That((await client.ChatAsync(text)).Status, Is.EqualTo(status));

    private static readonly JsonSerializerOptions Unescaped = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static JsonObject Schema() => JsonNode.Parse(SimulatorClient.Schema)!.AsObject();

    private static JsonNode Valid(Reply reply)
    {
        var answer = JsonNode.Parse(reply.Content)!;
        Assert.That(JsonSchemaCheck.Mistakes(Schema(), answer), Is.Empty);
        return answer;
    }
}
