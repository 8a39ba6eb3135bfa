using System.Net;
using System.Text.Json.Nodes;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;

namespace AiPromptGen.Tests.Generations.Providers;

[TestFixture]
public sealed class ImagePaintingTests
{
    private const string OnePicture = """{"created":1,"data":[{"b64_json":"AQID","revised_prompt":"A red fox."}]}""";

    [Test]
    public async Task The_newer_models_take_all_pictures_in_one_request()
    {
        var service = FakeService.Answering(
            """{"data":[{"b64_json":"AQID"},{"b64_json":"BAUG"},{"b64_json":"Bwg="}]}"""
        );

        var answer = await service
            .Azure()
            .GenerateAsync(Asked.Paint("gpt-image", 3, new AspectRatio(16, 9), "high"), CancellationToken.None);

        Assert.That(
            JsonNode.DeepEquals(
                service.Body,
                JsonNode.Parse(
                    """{"model":"image-model","prompt":"A fox on a ridge.","n":3,"size":"1536x1024","quality":"high","output_format":"png"}"""
                )
            ),
            service.Body.ToJsonString()
        );
        Assert.That(
            service.Sent[0].Address.AbsoluteUri,
            Is.EqualTo("https://models.example.org/openai/v1/images/generations")
        );
        Assert.That(
            ((ProviderResult.Painted)answer).Images.Select(image => image.Bytes.ToArray()),
            Is.EqualTo(new byte[][] { [1, 2, 3], [4, 5, 6], [7, 8] })
        );
    }

    [Test]
    public async Task The_older_model_is_asked_once_a_picture()
    {
        var service = FakeService.Answering(OnePicture);

        var answer = await service
            .Compatible()
            .GenerateAsync(Asked.Paint("dall-e-3", 2, new AspectRatio(9, 16), "high"), CancellationToken.None);

        Assert.That(service.Sent, Has.Count.EqualTo(2));
        Assert.That(
            JsonNode.DeepEquals(
                JsonNode.Parse(service.Sent[1].Body),
                JsonNode.Parse(
                    """{"model":"image-model","prompt":"A fox on a ridge.","n":1,"size":"1024x1792","quality":"hd","style":"natural","response_format":"b64_json"}"""
                )
            ),
            service.Sent[1].Body
        );
        Assert.That(
            ((ProviderResult.Painted)answer).Images.Select(image => image.RevisedPrompt),
            Is.EqualTo(new[] { "A red fox.", "A red fox." })
        );
    }

    [TestCase(16, 9, "1680x944")]
    [TestCase(1, 3, "720x2160")]
    [TestCase(5, 1, "1680x560")]
    public async Task The_newest_model_takes_any_size_of_its_steps(int width, int height, string size)
    {
        var service = FakeService.Answering(OnePicture);

        await service
            .Azure()
            .GenerateAsync(Asked.Paint("gpt-image-2", 1, new AspectRatio(width, height)), CancellationToken.None);

        Assert.That(
            (service.Body["size"]!.GetValue<string>(), service.Body["quality"]!.GetValue<string>()),
            Is.EqualTo((size, "medium"))
        );
        var sides = size.Split('x').Select(int.Parse).ToList();
        // The vendor's limits: steps of 16, at most 3 to 1, 655,360 to 8,294,400 pixels.
        Assert.That(sides, Has.All.Matches<int>(side => side % 16 == 0));
        Assert.That(sides.Max(), Is.LessThanOrEqualTo(3 * sides.Min()));
        Assert.That(sides[0] * sides[1], Is.InRange(655_360, 8_294_400));
    }

    [Test]
    public async Task A_painter_may_be_told_who_asks_by_a_hash()
    {
        var service = FakeService.Answering(OnePicture);

        await service
            .Azure()
            .GenerateAsync(Asked.Paint("gpt-image") with { SafetyIdentifier = "0123" }, CancellationToken.None);

        Assert.That(service.Body["user"]!.GetValue<string>(), Is.EqualTo("0123"));
    }

    [Test]
    public async Task A_model_behind_a_gateway_gets_what_every_server_knows()
    {
        var service = FakeService.Answering(OnePicture);

        await service.Compatible().GenerateAsync(Asked.Paint("flux"), CancellationToken.None);

        Assert.That(
            service.Body.AsObject().Select(member => member.Key),
            Is.EqualTo(new[] { "model", "prompt", "n", "size", "response_format" })
        );
    }

    [TestCase(503, "{}")]
    [TestCase(400, """{"error":{"code":"moderation_blocked"}}""")]
    [TestCase(200, """{"data":[]}""")]
    public async Task What_is_painted_is_kept_when_another_picture_fails(int status, string body)
    {
        var service = new FakeService(call =>
            call == 1 ? FakeService.Json(OnePicture) : FakeService.Json(body, (HttpStatusCode)status)
        );

        var answer = await service.Azure().GenerateAsync(Asked.Paint("dall-e-3", 4), CancellationToken.None);

        Assert.That(((ProviderResult.Painted)answer).Images, Has.Count.EqualTo(1));
        Assert.That(service.Sent, Has.Count.EqualTo(4), "side by side, and none of them twice");
    }

    [Test]
    public async Task Pictures_that_came_are_kept_when_the_time_is_over()
    {
        using var patience = new CancellationTokenSource();
        var service = new FakeService(call =>
        {
            if (call == 0)
            {
                return FakeService.Json(OnePicture);
            }

            patience.Cancel();
            throw new OperationCanceledException(patience.Token);
        });

        var answer = await service.Azure().GenerateAsync(Asked.Paint("dall-e-3", 2), patience.Token);

        Assert.That(((ProviderResult.Painted)answer).Images, Has.Count.EqualTo(1));
    }

    [TestCase(408, "{}")]
    [TestCase(408, """{"error":{"code":408,"message":"litellm.Timeout: Request timed out"}}""")]
    [TestCase(424, "{}")]
    [TestCase(460, "")]
    [TestCase(499, "")]
    [TestCase(429, """{"error":{"type":"timeout_error"}}""")]
    [TestCase(500, "{}")]
    [TestCase(502, "{}")]
    [TestCase(503, """{"error":{"message":"upstream connect error, reset reason: connection termination"}}""")]
    [TestCase(504, "{}")]
    [TestCase(524, "")]
    [TestCase(200, """{"error":{"code":504}}""")]
    [TestCase(200, """{"error":{"status":"DEADLINE_EXCEEDED"}}""")]
    [TestCase(200, """{"error":{"type":"server_error","message":"x"}}""")]
    [TestCase(200, """{"error":{"message":"x"}}""")]
    [TestCase(200, """{"error":"Something went wrong"}""")]
    public async Task A_server_that_failed_at_a_picture_may_have_painted_it(int status, string body) =>
        Assert.That(
            await FakeService
                .Answering(body, (HttpStatusCode)status)
                .Azure()
                .GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None),
            Is.EqualTo(new ProviderResult.Unknown())
        );

    [Test]
    public async Task A_refusal_speaks_for_all_pictures_that_did_not_come()
    {
        var service = new FakeService(call =>
            call == 2
                ? FakeService.Json("""{"error":{"code":"moderation_blocked"}}""", HttpStatusCode.BadRequest)
                : FakeService.Json("{}", HttpStatusCode.TooManyRequests)
        );

        var answer = await service.Azure().GenerateAsync(Asked.Paint("dall-e-3", 3), CancellationToken.None);

        Assert.That(answer, Is.TypeOf<ProviderResult.Refused>());
    }

    [TestCase("""{"data":[]}""")]
    [TestCase("""{"data":[{"b64_json":"%%%"}]}""")]
    [TestCase("""{"data":null}""")]
    public async Task An_answer_without_picture_bytes_is_no_result(string body)
    {
        var service = FakeService.Answering(body);

        var answer = await service.Azure().GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None);

        Assert.That(answer, Is.EqualTo(ChatReading.Unusable));
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task An_address_in_place_of_a_picture_is_not_followed_and_the_owners_to_mend()
    {
        var service = FakeService.Answering("""{"data":[{"url":"https://elsewhere.example.org/1.png"}]}""");

        var answer = await service.Azure().GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None);

        Assert.That(answer, Is.EqualTo(new ProviderResult.Misconfigured(Paid: true)));
        Assert.That(service.Sent, Has.Count.EqualTo(1));
    }

    [TestCase("""{"data":[{"b64_json":"data:image/png;base64,AQID"}]}""")]
    [TestCase("""{"data":[{"url":"data:image/png;base64,AQID"}]}""")]
    public async Task A_picture_may_come_as_a_data_address(string body)
    {
        var answer = await FakeService
            .Answering(body)
            .Compatible()
            .GenerateAsync(Asked.Paint("flux"), CancellationToken.None);

        Assert.That(((ProviderResult.Painted)answer).Images[0].Bytes.ToArray(), Is.EqualTo(new byte[] { 1, 2, 3 }));
    }

    [TestCase("prompt_filter_results", "input")]
    [TestCase("content_filter_results", "output")]
    public async Task A_filter_in_a_success_is_a_refusal(string key, string stage)
    {
        var body = """{"data":[{"KEY":{"sexual":{"filtered":true,"severity":"high"}}}]}""".Replace(
            "KEY",
            key,
            StringComparison.Ordinal
        );

        var answer = await FakeService
            .Answering(body)
            .Azure()
            .GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None);

        Assert.That(answer, Is.TypeOf<ProviderResult.Refused>());
        var refused = (ProviderResult.Refused)answer;
        Assert.That((refused.Stage, refused.Categories[0]), Is.EqualTo((stage, "sexual")));
    }

    [Test]
    public async Task A_picture_that_a_filter_has_marked_is_not_taken_though_its_bytes_are_there()
    {
        const string Marked =
            """{"b64_json":"AQID","content_filter_results":{"sexual":{"filtered":true,"severity":"high"}}}""";
        var alone = FakeService.Answering($$"""{"data":[{{Marked}}]}""");
        var beside = FakeService.Answering($$"""{"data":[{{Marked}},{"b64_json":"BAUG"}]}""");

        var refused = await alone.Azure().GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None);
        var painted = await beside.Azure().GenerateAsync(Asked.Paint("gpt-image", 2), CancellationToken.None);

        Assert.That(refused, Is.TypeOf<ProviderResult.Refused>());
        Assert.That(
            ((ProviderResult.Painted)painted).Images.Single().Bytes.ToArray(),
            Is.EqualTo(new byte[] { 4, 5, 6 })
        );
    }

    [Test]
    public async Task Pictures_may_be_larger_than_words()
    {
        var body = $$"""{"data":[{"b64_json":"{{new string('A', 4 * (int)AnswerLimit.MaxChatBytes)}}"}]}""";

        var answer = await FakeService
            .Answering(body)
            .Azure()
            .GenerateAsync(Asked.Paint("gpt-image"), CancellationToken.None);

        Assert.That(answer, Is.TypeOf<ProviderResult.Painted>());
    }
}
