using System.Net;
using System.Text;
using AiPromptGen.Generations;
using AiPromptGen.Generations.Providers;
using AiPromptGen.Generations.Providers.OpenAI;
using AiPromptGen.Prompts;
using Azure.Identity;

namespace AiPromptGen.Tests.Generations.Providers;

/// <summary>Every failure, classified by what may be done next.</summary>
[TestFixture]
public sealed class ProviderErrorTests
{
    [TestCase(408)]
    [TestCase(409)]
    [TestCase(424)]
    [TestCase(499)]
    [TestCase(500)]
    [TestCase(502)]
    [TestCase(503)]
    [TestCase(504)]
    public async Task A_server_in_trouble_may_be_asked_again(int status) =>
        Assert.That(
            await AnswerOf(FakeService.Answering("<html>Bad</html>", (HttpStatusCode)status)),
            Is.EqualTo(new ProviderResult.Transient())
        );

    [TestCase("Retry-After", "7", 7)]
    [TestCase("retry-after-ms", "1500", 1.5)]
    [TestCase("Retry-After", "Sun, 22 Nov 2026 12:00:30 GMT", 30)]
    [TestCase("Retry-After", "-3", 0)]
    [TestCase("Retry-After", "soon", null)]
    [TestCase("X-Other", "1", null)]
    public async Task Too_many_requests_says_when_to_come_back(string header, string value, double? seconds)
    {
        var service = new FakeService(_ =>
        {
            var response = FakeService.Json("""{"error":{"code":"429"}}""", HttpStatusCode.TooManyRequests);
            response.Headers.TryAddWithoutValidation(header, value);
            return response;
        });

        var answer = await AnswerOf(service);

        Assert.That(
            answer,
            Is.EqualTo(new ProviderResult.Transient(seconds is { } s ? TimeSpan.FromSeconds(s) : null))
        );
        Assert.That(service.Sent, Has.Count.EqualTo(1), "the client itself does not retry");
    }

    [TestCase(401, "{}")]
    [TestCase(402, "{}")]
    [TestCase(404, """{"error":{"code":"DeploymentNotFound"}}""")]
    [TestCase(400, """{"error":{"code":"OperationNotSupported","message":"chatCompletion does not work here."}}""")]
    [TestCase(400, """{"error":{"code":"billing_hard_limit_reached","type":"image_generation_user_error"}}""")]
    [TestCase(429, """{"error":{"code":"insufficient_quota"}}""")]
    [TestCase(429, """{"error":{"code":null,"type":"insufficient_quota"}}""")]
    [TestCase(501, "{}")]
    public async Task What_only_the_owner_can_mend_takes_the_route_out(int status, string body) =>
        Assert.That(
            await AnswerOf(FakeService.Answering(body, (HttpStatusCode)status)),
            Is.EqualTo(new ProviderResult.Misconfigured())
        );

    [TestCase("{}")]
    [TestCase("""{"error":{"code":403,"message":"Forbidden"}}""")]
    public async Task Who_is_turned_away_without_a_reason_may_be_so_alone(string body) =>
        Assert.That(
            await AnswerOf(FakeService.Answering(body, HttpStatusCode.Forbidden)),
            Is.EqualTo(new ProviderResult.Misconfigured { Unexplained = true })
        );

    [TestCase(400, """{"error":{"code":"unsupported_parameter","param":"seed"}}""")]
    [TestCase(400, """{"error":{"code":"unsupported_value","param":"reasoning_effort"}}""")]
    [TestCase(400, """{"error":{"code":"context_length_exceeded","param":"messages"}}""")]
    [TestCase(400, """{"error":{"code":"invalid_value","param":"size"}}""")]
    [TestCase(400, """{"error":{"code":"invalid_request_error","message":"Unknown parameter"}}""")]
    [TestCase(400, """{"error":"'response_format.type' must be 'json_schema' or 'text'"}""")]
    [TestCase(422, """{"detail":[{"type":"extra_forbidden","loc":["body","seed"],"msg":"not permitted"}]}""")]
    [TestCase(413, "<html>Too large</html>")]
    [TestCase(400, "[]")]
    public async Task What_the_route_cannot_do_for_this_request_is_no_outage(int status, string body) =>
        Assert.That(
            await AnswerOf(FakeService.Answering(body, (HttpStatusCode)status)),
            Is.EqualTo(new ProviderResult.NotThisRequest())
        );

    [TestCase("""{"error":{"code":"invalid_image_format"}}""")]
    [TestCase("""{"error":{"code":"BadRequest","message":"You uploaded an unsupported image."}}""")]
    public async Task A_picture_that_cannot_be_read_is_the_persons_to_mend(string body)
    {
        var service = FakeService.Answering(body, HttpStatusCode.BadRequest);

        Assert.That(
            await service.Azure().GenerateAsync(Asked.Picture(), CancellationToken.None),
            Is.EqualTo(new ProviderResult.Invalid(GenerationProblems.PictureUnreadable))
        );
        Assert.That(await AnswerOf(service), Is.EqualTo(new ProviderResult.NotThisRequest()), "there was no picture");
    }

    [TestCase(HttpRequestError.ConnectionError)]
    [TestCase(HttpRequestError.NameResolutionError)]
    public async Task Without_a_connection_nothing_was_done(HttpRequestError error) =>
        Assert.That(
            await AnswerOf(new FakeService(_ => throw new HttpRequestException(error))),
            Is.EqualTo(new ProviderResult.Transient { Unsent = true })
        );

    /// <summary>The exception that SocketsHttpHandler throws when connecting takes longer than allowed.</summary>
    [Test]
    public async Task A_connection_that_took_too_long_was_none() =>
        Assert.That(
            await AnswerOf(new FakeService(_ => throw new TaskCanceledException("x", new TimeoutException()))),
            Is.EqualTo(new ProviderResult.Transient { Unsent = true })
        );

    [Test]
    public async Task A_connection_that_was_cut_leaves_the_outcome_unknown()
    {
        Assert.That(
            await AnswerOf(new FakeService(_ => throw new HttpRequestException(HttpRequestError.ResponseEnded))),
            Is.EqualTo(new ProviderResult.Unknown())
        );
        Assert.That(
            await AnswerOf(new FakeService(_ => Streamed(new CutStream()))),
            Is.EqualTo(new ProviderResult.Unknown())
        );
    }

    [TestCase("not json")]
    [TestCase("""{"choices":[{"index":0,""")]
    public async Task A_body_that_cannot_be_read_leaves_the_outcome_unknown(string body) =>
        Assert.That(await AnswerOf(FakeService.Answering(body)), Is.EqualTo(new ProviderResult.Unknown()));

    [TestCase(false)]
    [TestCase(true)]
    public async Task An_oversized_answer_is_not_read_to_its_end(bool announced)
    {
        var body = new CountingStream(64L * 1024 * 1024);
        var service = new FakeService(_ =>
        {
            var response = Streamed(body);
            response.Content.Headers.ContentLength = announced ? body.Total : null;
            return response;
        });

        Assert.That(await AnswerOf(service), Is.EqualTo(new ProviderResult.Unknown()));
        Assert.That(body.Read, Is.AtMost(announced ? 0 : 2 * AnswerLimit.MaxChatBytes));
    }

    [TestCase("[1]")]
    [TestCase("""{"choices":[]}""")]
    [TestCase("""{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"hello"}}]}""")]
    [TestCase("""{"choices":[{"index":0,"finish_reason":"length","message":{"role":"assistant","content":"{"}}]}""")]
    [TestCase(
        """{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{\"prompts\":[],\"price\":0}"}}]}"""
    )]
    [TestCase(
        """{"choices":[{"index":0,"finish_reason":"stop","message":{"role":"assistant","content":"{\"prompts\":[{\"title\":7}]}"}}]}"""
    )]
    public async Task A_whole_answer_that_says_nothing_usable_is_not_asked_for_again(string body) =>
        Assert.That(await AnswerOf(FakeService.Answering(body)), Is.EqualTo(ChatReading.Unusable));

    [Test]
    public async Task Without_a_token_nothing_was_sent() =>
        Assert.That(
            await AnswerOf(new FakeService(_ => throw new AuthenticationFailedException("no identity"))),
            Is.EqualTo(new ProviderResult.Misconfigured { Unsent = true })
        );

    [Test]
    public async Task One_failed_text_of_a_template_fails_all_in_its_own_class()
    {
        var service = new FakeService(call =>
            call == 1
                ? FakeService.Json("{}", HttpStatusCode.TooManyRequests)
                : FakeService.Json(Asked.Completion(Asked.Fox))
        );

        var answer = await service
            .Azure()
            .GenerateAsync(
                Asked.Ideas(["a fox", "a hare", "an owl"], new IdeaControls { Variations = 3 }),
                CancellationToken.None
            );

        Assert.That(answer, Is.EqualTo(new ProviderResult.Transient()));
    }

    [Test]
    public void The_callers_own_end_of_patience_is_the_callers()
    {
        using var patience = new CancellationTokenSource();
        var service = new FakeService(_ =>
        {
            patience.Cancel();
            throw new OperationCanceledException(patience.Token);
        });

        Assert.That(
            () => service.Azure().GenerateAsync(Asked.Idea("a fox"), patience.Token),
            Throws.InstanceOf<OperationCanceledException>()
        );
    }

    private static Task<ProviderResult> AnswerOf(FakeService service) =>
        service.Azure().GenerateAsync(Asked.Idea("a fox"), CancellationToken.None);

    private static HttpResponseMessage Streamed(Stream body) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    private sealed class CutStream() : MemoryStream(Encoding.UTF8.GetBytes("{\"choices\":"))
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position == Length ? throw new IOException("cut") : base.ReadAsync(buffer, cancellationToken);
    }

    private sealed class CountingStream(long total) : MemoryStream
    {
        public long Total => total;

        public new long Read { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = (int)Math.Min(buffer.Length, total - Read);
            Read += count;
            return new(count);
        }
    }
}
