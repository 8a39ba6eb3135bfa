namespace AiPromptGen.Generations.Providers.OpenAI;

/// <summary>Bounds what a provider may answer: it is read into memory whole before anybody looks at it.</summary>
internal sealed class AnswerLimit : DelegatingHandler
{
    public const long MostChatBytes = 1024 * 1024;
    public const long MostImageBytes = 32 * 1024 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        var most =
            request.RequestUri?.AbsolutePath.Contains("/images/", StringComparison.Ordinal) == true
                ? MostImageBytes
                : MostChatBytes;
        var response = await base.SendAsync(request, cancellationToken);
        if (response.Content.Headers.ContentLength > most)
        {
            response.Dispose();
            throw new InvalidDataException("The answer is too large.");
        }

        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var bounded = new StreamContent(new BoundedStream(body, most));
        foreach (var header in response.Content.Headers)
        {
            bounded.Headers.TryAddWithoutValidation(header.Key, header.Value);
        }

        response.Content = bounded;
        return response;
    }
}
