namespace AiPromptGen.Billing.Http;

/// <summary>
/// Decides for every billing route whether it answers. With paid plans off the routes that sell answer 404, and the others answer only
/// while something that was sold before still exists.
/// </summary>
internal sealed class BillingGate(
    ShopCatalog catalog,
    Business business,
    IOptions<BillingOptions> options,
    TimeProvider time
) : IDisposable
{
    private readonly RequestWindows _windows = new(time);

    /// <summary>For a route that sells, or that is a step of a sale.</summary>
    public async Task<IResult> SellAsync(HttpRequest http, Func<Task<IResult>> answer) =>
        catalog.IsOpen ? await AnswerMoneyAsync(http, answer) : Answers.Problem(Problems.NotFound);

    /// <summary>
    /// For a route that calls PayPal: each account may call such routes <see cref="BillingOptions.RequestsPerMinute"/> times a minute.
    /// </summary>
    public Task<IResult> AnswerMoneyAsync(HttpRequest http, Func<Task<IResult>> answer) =>
        AnswerAsync(
            () =>
            {
                _windows.Admit(
                    http.HttpContext.Response,
                    "payments",
                    http.Caller().AccountId.Value,
                    options.Value.RequestsPerMinute,
                    TimeSpan.FromMinutes(1)
                );
                return answer();
            },
            http.HttpContext.RequestAborted
        );

    public async Task<IResult> AnswerAsync(Func<Task<IResult>> answer, CancellationToken cancel)
    {
        if (!await business.IsOpenAsync(cancel))
        {
            return Answers.Problem(Problems.NotFound);
        }

        try
        {
            return await answer();
        }
        catch (PaymentProviderException)
        {
            return Answers.Problem(BillingProblems.ProviderUnavailable);
        }
    }

    public void Dispose() => _windows.Dispose();
}
